import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { mayComeBack } from '../src/realm.js';
import { scenario } from './support/scenario.js';

const COMING_BACK = [1001, 1005, 1006, 1011, 1012, 1013, 4408, 4413, 4429, 4500, 4503, 4504];
const STAYING_AWAY = [1000, 1002, 1003, 1007, 1008, 1009, 1010, 4000, 4042, 4099, 4400, 4401, 4403, 4404, 4409, 4508];

test('a client comes back from whatever may pass', () => {
  assert.deepEqual(COMING_BACK.filter((code) => !mayComeBack(code)), []);
});

test('a client stays away when it would meet the same again', () => {
  assert.deepEqual(STAYING_AWAY.filter(mayComeBack), []);
});

for (const code of COMING_BACK.filter((it) => it !== 1005 && it !== 1006)) {
  scenario(`after close code ${code} the link waits and connects again`, async ({ clock, hub, open }) => {
    const { heard, peer } = await open();
    peer.close(code, 'so it is');
    const { state, retryInMs, ...why } = await heard.state.take();
    assert.deepEqual([state, why], ['waiting', { code, text: 'so it is' }]);
    clock.advance(retryInMs);
    await hub.peer();
  });
}

for (const code of STAYING_AWAY) {
  scenario(`after close code ${code} the link is closed and rests`, async ({ clock, open }) => {
    const { heard, peer } = await open();
    peer.close(code, 'so it is');
    assert.deepEqual(await heard.state.take(), { state: 'closed', code, text: 'so it is' });
    assert.equal(clock.size, 0);
  });
}

scenario('a close without a code is retried', async ({ open }) => {
  const { heard, peer } = await open();
  peer.close();
  const { state, code, text } = await heard.state.take();
  assert.deepEqual([state, code, text], ['waiting', 1005, 'connection lost']);
});

scenario('a connection that breaks without a close is retried', async ({ open }) => {
  const { heard, peer } = await open();
  peer.terminate();
  const { state, code, text } = await heard.state.take();
  assert.deepEqual([state, code, text], ['waiting', 1006, 'connection lost']);
});

scenario('the announcement of the hub wins over the close code: it may call the client back', async ({ dice, open }) => {
  const { heard, peer } = await open();
  dice.value = 0;
  peer.say({ closing: { code: 4403, text: 'moving house', retry: true, retryAfterMs: 1_000 } });
  peer.close(1000);
  assert.deepEqual(await heard.state.take(), { state: 'waiting', retryInMs: 1_000, code: 4403, text: 'moving house' });
});

scenario('the announcement of the hub wins over the close code: it may send the client away', async ({ open }) => {
  const { heard, peer } = await open();
  peer.say({ closing: { code: 1001, text: 'for good' } });
  peer.close(1001);
  assert.deepEqual(await heard.state.take(), { state: 'closed', code: 1001, text: 'for good' });
});

scenario('an announcement counts for its own connection only', async ({ clock, hub, open }) => {
  const { heard, peer } = await open();
  peer.say({ closing: { code: 1012, text: 'drain', retry: true } });
  peer.close(1012);
  clock.advance((await heard.state.take()).retryInMs);
  const next = await hub.peer();
  next.welcome();
  await heard.welcome.take();
  heard.state.drain();
  next.close(4409, 'replaced');
  assert.equal((await heard.state.take()).state, 'closed');
});

scenario('the pause that the hub asked for is stretched by up to its own length', async ({ dice, open }) => {
  const { heard, peer } = await open();
  dice.value = 0.5;
  peer.say({ closing: { code: 1012, retry: true, retryAfterMs: 4_000 } });
  peer.close(1012);
  assert.equal((await heard.state.take()).retryInMs, 6_000);
});

scenario('no pause is longer than an hour', async ({ dice, open }) => {
  const { heard, peer } = await open();
  dice.value = 0;
  peer.say({ closing: { code: 1012, retry: true, retryAfterMs: 4_294_967_295 } });
  peer.close(1012);
  assert.equal((await heard.state.take()).retryInMs, 3_600_000);
});

for (const code of [4413, 4429]) {
  scenario(`after close code ${code} the link waits five seconds or more`, async ({ dice, open }) => {
    const { heard, peer } = await open();
    dice.value = 0;
    peer.close(code);
    assert.equal((await heard.state.take()).retryInMs, 5_000);
  });
}

/** The waits after `count` connections that break before their welcome. */
async function waits({ clock, hub }, heard, count) {
  const waits = [];
  while (waits.length < count) {
    (await hub.peer()).close(1011);
    const event = await heard.state.take();
    waits.push(event.retryInMs);
    clock.advance(event.retryInMs);
    assert.equal((await heard.state.take()).state, 'connecting');
  }
  return waits;
}

scenario('the wait doubles up to its limit, and the dice choose a part of it', async (stage) => {
  const { heard } = stage.connect();
  assert.deepEqual(await waits(stage, heard, 9), [100, 200, 400, 800, 1_600, 3_200, 6_400, 7_500, 7_500]);
});

scenario('the dice may choose no wait at all', async (stage) => {
  stage.dice.value = 0;
  const { heard } = stage.connect();
  assert.deepEqual(await waits(stage, heard, 3), [0, 0, 0]);
});

scenario('the backoff can be chosen', async (stage) => {
  const { heard } = stage.connect({ backoff: { firstMs: 1_000, maxMs: 3_000 } });
  assert.deepEqual(await waits(stage, heard, 3), [500, 1_000, 1_500]);
});

scenario('the wait starts anew only after a connection that was welcomed for a while', async (stage) => {
  const { clock, hub } = stage;
  const { heard } = stage.connect();
  await waits(stage, heard, 3);
  const breakAfter = async (ms) => {
    const peer = await hub.peer();
    peer.welcome();
    assert.equal((await heard.state.take()).state, 'open');
    clock.advance(ms);
    peer.close(1011);
    const { retryInMs } = await heard.state.take();
    clock.advance(retryInMs);
    await heard.state.take();
    return retryInMs;
  };
  assert.deepEqual([await breakAfter(9_999), await breakAfter(10_000), await breakAfter(0)], [800, 100, 200]);
});

scenario('a refused handshake is retried, and the state says so', async ({ clock, hub, connect }) => {
  hub.refuseWith = 403;
  const { heard } = connect();
  const text = 'could not connect: no network, or refused by the server';
  assert.deepEqual(await heard.state.take(), { state: 'waiting', retryInMs: 100, code: 1006, text });
  clock.advance(100);
  assert.equal((await heard.state.take()).state, 'connecting');
  assert.deepEqual(await heard.state.take(), { state: 'waiting', retryInMs: 200, code: 1006, text });
  hub.refuseWith = undefined;
  clock.advance(200);
  (await hub.peer()).welcome();
  await heard.welcome.take();
});

function page() {
  const scope = new EventTarget();
  scope.document = new EventTarget();
  const show = (visibilityState) => {
    scope.document.visibilityState = visibilityState;
    scope.document.dispatchEvent(new Event('visibilitychange'));
  };
  return { scope, show, goOnline: () => scope.dispatchEvent(new Event('online')) };
}

async function waitingLink({ open }, closing) {
  const { scope, ...levers } = page();
  const { link, heard, peer } = await open({ scope, backoff: { firstMs: 60_000, maxMs: 60_000 } });
  if (closing) peer.say({ closing });
  peer.close(1012);
  assert.equal((await heard.state.take()).state, 'waiting');
  return { link, heard, ...levers };
}

scenario('the network that returns ends the wait', async (stage) => {
  const { link, goOnline } = await waitingLink(stage);
  goOnline();
  stage.clock.advance(0);
  assert.equal(link.state, 'connecting');
  await stage.hub.peer();
  assert.equal(stage.clock.size, 1); // only the timer of the welcome
});

scenario('the page that is shown again ends the wait, the page that is hidden does not', async (stage) => {
  const { link, show } = await waitingLink(stage);
  show('hidden');
  stage.clock.advance(0);
  assert.equal(link.state, 'waiting');
  show('visible');
  stage.clock.advance(0);
  assert.equal(link.state, 'connecting');
  await stage.hub.peer();
});

scenario('waking does not cut the pause that the hub asked for', async (stage) => {
  const { link, goOnline } = await waitingLink(stage, { code: 1013, retry: true, retryAfterMs: 5_000 });
  stage.clock.advance(1_000);
  goOnline();
  stage.clock.advance(3_999);
  assert.equal(link.state, 'waiting');
  stage.clock.advance(1);
  assert.equal(link.state, 'connecting');
  await stage.hub.peer();
});

scenario('waking an open link asks the hub for a sign of life within a heartbeat', async ({ clock, open }) => {
  const { scope, goOnline, show } = page();
  const { link, peer } = await open({ scope });
  await peer.pings.take();
  clock.advance(1_000);
  goOnline();
  assert.equal((await peer.pings.take()).sentMs, clock.now());
  assert.equal(clock.size, 2); // the next ping, and the end of the time to answer
  clock.advance(5_000);
  show('visible'); // does not stretch the time to answer
  clock.advance(4_999);
  assert.equal(link.state, 'open');
  clock.advance(1);
  assert.equal(link.state, 'waiting');
});

scenario('close ends the link for good, once, with code 1000', async ({ clock, open }) => {
  const { scope } = page();
  const { link, heard, peer } = await open({ scope });
  link.close();
  link.close();
  assert.equal(await peer.closeCode, 1000);
  assert.deepEqual(heard.state.drain(), [{ state: 'closed', code: 1000, text: 'closed by this side' }]);
  assert.equal(clock.size, 0);
  assert.equal(getEventListeners(scope, 'online').length, 0);
  assert.equal(getEventListeners(scope.document, 'visibilitychange').length, 0);
});

scenario('close ends also the wait and the attempt to connect', async ({ clock, hub, connect, open }) => {
  const { link: attempting } = connect();
  attempting.close();
  const { link: waiting, heard, peer } = await open();
  peer.terminate();
  await heard.state.take();
  waiting.close();
  assert.deepEqual([attempting.state, waiting.state, clock.size], ['closed', 'closed', 0]);
});
