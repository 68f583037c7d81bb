import assert from 'node:assert/strict';
import { WebSocket } from 'ws';
import { scenario } from './support/scenario.js';

const fields = ({ status, text, code, data }) => ({ status, text, code, data });

async function assertNothingWasSentBefore(link, peer, marker = 'marker') {
  assert.equal(link.send(marker), true);
  assert.deepEqual(await peer.messages.take(), { command: { type: marker } });
}

scenario('a command carries its type, its realm, an id and its payload', async ({ open }) => {
  const { link, peer } = await open();
  link.command('move', { tiles: [] }, { realm: 'game:abc' });
  link.command('say', 'plain text');
  link.command('blob', new Uint8Array([0, 128, 255]));
  link.command('nothing');
  link.command('null', null);
  const sent = [];
  while (sent.length < 5) sent.push((await peer.messages.take()).command);
  assert.deepEqual(sent, [
    { id: 1, type: 'move', realm: 'game:abc', payload: { text: '{"tiles":[]}' } },
    { id: 2, type: 'say', payload: { text: 'plain text' } },
    { id: 3, type: 'blob', payload: { binary: 'AID/' } },
    { id: 4, type: 'nothing' },
    { id: 5, type: 'null', payload: { text: 'null' } },
  ]);
});

scenario('the hub tells the outcome, with a payload or with words', async ({ open }) => {
  const { link, peer } = await open();
  const outcomes = ['a', 'b', 'c', 'd'].map((type) => link.command(type));
  peer.say(
    { outcome: { id: 1, status: 'ok', payload: { text: '{"score":12}' } } },
    { outcome: { id: 2, status: 'rejected', code: 'not_your_turn', text: 'It is not your turn.' } },
    { outcome: { id: 3, status: 'unavailable' } },
    { outcome: { id: 4, status: 'unknown' } },
  );
  const none = { text: undefined, code: undefined, data: undefined };
  assert.deepEqual((await Promise.all(outcomes)).map(fields), [
    { ...none, status: 'ok', text: '{"score":12}', data: { score: 12 } },
    { ...none, status: 'rejected', text: 'It is not your turn.', code: 'not_your_turn' },
    { ...none, status: 'unavailable' },
    { ...none, status: 'unknown' },
  ]);
});

scenario('an outcome can carry bytes', async ({ open }) => {
  const { link, peer } = await open();
  const outcome = link.command('a');
  peer.say({ outcome: { id: 1, status: 'ok', payload: { binary: 'AID/' } } });
  assert.deepEqual((await outcome).bytes, new Uint8Array([0, 128, 255]));
});

scenario('outcomes find their commands in any order', async ({ open }) => {
  const { link, peer } = await open();
  const first = link.command('a');
  const second = link.command('b');
  peer.say({ outcome: { id: 2, status: 'ok' } }, { outcome: { id: 1, status: 'rejected' } });
  assert.deepEqual([(await first).status, (await second).status], ['rejected', 'ok']);
});

scenario('a status that the client does not know is unknown', async ({ open }) => {
  const { link, peer } = await open();
  const outcome = link.command('a');
  peer.say({ outcome: { id: 1, status: 'postponed' } });
  assert.equal((await outcome).status, 'unknown');
});

scenario('an outcome for nobody is ignored', async ({ open }) => {
  const { link, heard, peer } = await open();
  const errors = [];
  link.on('error', (error) => errors.push(error));
  const outcome = link.command('a');
  peer.say({ outcome: { id: 99, status: 'ok' } }, { outcome: { id: 1, status: 'ok' } }, { outcome: { id: 1, status: 'ok' } });
  peer.say({ event: {} });
  await heard.event.take();
  assert.equal((await outcome).status, 'ok');
  assert.deepEqual(errors, []);
});

scenario('a command without an answer becomes unknown after commandTimeoutMs', async ({ clock, open }) => {
  const { link } = await open({ commandTimeoutMs: 3_000 });
  let outcome;
  const settled = link.command('a').then((it) => { outcome = it; });
  clock.advance(2_999);
  await Promise.resolve();
  assert.equal(outcome, undefined);
  clock.advance(1);
  await settled;
  assert.deepEqual(fields(outcome), { status: 'unknown', text: 'no answer in time', code: undefined, data: undefined });
});

scenario('by default a command waits six seconds, and a command may say otherwise', async ({ clock, open }) => {
  const { link } = await open();
  const settled = [];
  const patient = link.command('a').then(() => settled.push('patient'));
  const hasty = link.command('b', undefined, { timeoutMs: 50 }).then(() => settled.push('hasty'));
  clock.advance(50);
  await hasty;
  clock.advance(5_949);
  await Promise.resolve();
  assert.deepEqual(settled, ['hasty']);
  clock.advance(1);
  await patient;
});

scenario('a command before the welcome is unavailable at once and never sent', async ({ hub, connect }) => {
  const { link, heard } = connect();
  const peer = await hub.peer();
  peer.say({ event: {} });
  await heard.event.take(); // the socket is open, the link is not
  const outcome = await link.command('a');
  assert.deepEqual(fields(outcome), { status: 'unavailable', text: 'not connected', code: undefined, data: undefined });
  peer.welcome();
  await heard.welcome.take();
  await assertNothingWasSentBefore(link, peer);
});

scenario('a command between two connections is unavailable at once and never sent', async ({ clock, hub, open }) => {
  const { link, heard, peer } = await open();
  peer.close(1012);
  await heard.state.take();
  assert.equal((await link.command('a')).status, 'unavailable');
  assert.equal(link.send('b'), false);
  clock.advance(1_000);
  const next = await hub.peer();
  next.say({ event: {} });
  await heard.event.take(); // the new socket is open, the link is not
  assert.equal((await link.command('c')).status, 'unavailable');
  next.welcome();
  await heard.welcome.take();
  await assertNothingWasSentBefore(link, next);
});

scenario('a command on a socket that is already closing is unavailable', async ({ open }) => {
  class Closing extends WebSocket {
    get readyState() {
      return this.isClosing ? WebSocket.CLOSING : super.readyState;
    }
  }
  let socket;
  const { link } = await open({ WebSocket: class extends Closing { constructor(...args) { super(...args); socket = this; } } });
  socket.isClosing = true;
  assert.equal((await link.command('a')).status, 'unavailable');
});

scenario('a command after the hub said closing is unavailable', async ({ open }) => {
  const { link, heard, peer } = await open();
  peer.say({ closing: { code: 1012, retry: true } }, { event: {} });
  await heard.event.take();
  assert.equal((await link.command('a')).status, 'unavailable');
});

scenario('a command that the lost connection carried is unknown and not sent again', async ({ clock, hub, open }) => {
  const { link, heard, peer } = await open();
  const outcome = link.command('a');
  await peer.messages.take();
  peer.terminate();
  assert.deepEqual(fields(await outcome), { status: 'unknown', text: 'connection lost', code: undefined, data: undefined });
  await heard.state.take();
  clock.advance(1_000);
  const next = await hub.peer();
  next.welcome();
  await heard.welcome.take();
  await assertNothingWasSentBefore(link, next);
});

scenario('closing the link makes waiting commands unknown and later ones unavailable', async ({ clock, open }) => {
  const { link } = await open();
  const waiting = link.command('a');
  link.close();
  assert.equal((await waiting).status, 'unknown');
  assert.equal((await link.command('b')).status, 'unavailable');
  assert.equal(clock.size, 0);
});

scenario('a payload without a JSON form is rejected and not sent', async ({ open }) => {
  const { link, peer } = await open();
  const circle = {};
  circle.self = circle;
  for (const payload of [circle, 1n, () => {}]) {
    const { status, code } = await link.command('a', payload);
    assert.deepEqual([status, code], ['rejected', 'bad_payload']);
  }
  await assertNothingWasSentBefore(link, peer);
});

scenario('send needs no answer: it has no id, and tells whether it was sent', async ({ clock, open }) => {
  const { link, peer } = await open();
  const timers = clock.size;
  assert.equal(link.send('wave', { x: 1 }, { realm: 'lobby' }), true);
  assert.deepEqual(await peer.messages.take(), { command: { type: 'wave', realm: 'lobby', payload: { text: '{"x":1}' } } });
  assert.equal(clock.size, timers);
  link.close();
  assert.equal(link.send('wave'), false);
});

scenario('send reports a payload without a JSON form as an error', async ({ open }) => {
  const { link } = await open();
  const errors = [];
  link.on('error', (error) => errors.push(error));
  assert.equal(link.send('wave', 1n), false);
  assert.ok(errors[0] instanceof TypeError);
});
