import assert from 'node:assert/strict';
import { scenario } from './support/scenario.js';

async function reconnect({ hub, clock }, heard, peer) {
  peer.close(1012);
  await heard.state.take();
  clock.advance(1_000);
  return hub.peer();
}

scenario('a navigation that the hub did is ok', async ({ open }) => {
  const { link, heard, peer } = await open({}, { joined: { realm: 'game:abc', role: 'player' } });
  const result = link.navigate('/lobby');
  assert.deepEqual(await peer.messages.take(), { navigate: { id: 1, path: '/lobby' } });
  peer.say({ left: { realm: 'game:abc' } }, { joined: { realm: 'lobby' } }, { navigated: { id: 1, path: '/lobby' } });
  assert.deepEqual(await result, { ok: true });
  assert.deepEqual([...link.realms.keys()], ['lobby']);
  assert.deepEqual(heard.refused.drain(), []);
});

scenario('a navigation that the hub refused says why, to its caller and to the listeners', async ({ open }) => {
  const { link, heard, peer } = await open();
  const result = link.navigate('/game/zzz');
  peer.say({ refused: { id: 1, path: '/game/zzz', code: 4404, text: 'There is no game zzz.' } });
  assert.deepEqual(await result, { ok: false, code: 4404, text: 'There is no game zzz.' });
  assert.deepEqual(heard.refused.drain(), [{ path: '/game/zzz', code: 4404, text: 'There is no game zzz.' }]);
});

scenario('a later navigation supersedes, and the answer to the earlier one ends nothing', async ({ open }) => {
  const { link, heard, peer } = await open();
  const first = link.navigate('/a');
  const second = link.navigate('/b');
  assert.deepEqual(await first, { ok: false, code: 0, text: 'superseded' });
  peer.say({ refused: { id: 1, path: '/a', code: 4404 } }, { refused: { id: 2, path: '/b', code: 4403 } });
  assert.deepEqual(await second, { ok: false, code: 4403, text: '' });
  assert.deepEqual(heard.refused.drain(), [{ path: '/b', code: 4403, text: '' }]);
});

scenario('a refusal that answers no navigation is told to the listeners and ends none', async ({ open }) => {
  const { link, heard, peer } = await open();
  const result = link.navigate('/a');
  peer.say({ refused: { path: '/b', code: 4403, text: 'no' } }, { navigated: { id: 1, path: '/a' } });
  assert.deepEqual(await result, { ok: true });
  assert.deepEqual(heard.refused.drain(), [{ path: '/b', code: 4403, text: 'no' }]);
});

scenario('a navigation without an answer ends after commandTimeoutMs', async ({ clock, open }) => {
  const { link } = await open();
  const result = link.navigate('/a');
  clock.advance(6_000);
  assert.deepEqual(await result, { ok: false, code: 0, text: 'no answer in time' });
});

scenario('a new connection comes back to the path of the last navigation that succeeded', async (stage) => {
  const { link, heard, peer } = await stage.open();
  const done = link.navigate('/lobby');
  peer.say({ navigated: { id: 1, path: '/lobby' } });
  await done;
  const refused = link.navigate('/secret');
  peer.say({ refused: { id: 2, path: '/secret', code: 4403 } });
  await refused;
  const next = await reconnect(stage, heard, peer);
  assert.equal(next.url, '/ws?path=%2Flobby');
  next.welcome();
  await heard.welcome.take();
  link.send('marker');
  assert.deepEqual(await next.messages.take(), { command: { type: 'marker' } }); // neither navigation is asked again
});

scenario('a superseded navigation that the hub did before it refused the later one counts', async (stage) => {
  const { link, heard, peer } = await stage.open();
  link.navigate('/a');
  const second = link.navigate('/b');
  peer.say({ navigated: { id: 1, path: '/a' } }, { refused: { id: 2, path: '/b', code: 4404 } });
  assert.equal((await second).ok, false);
  assert.equal((await reconnect(stage, heard, peer)).url, '/ws?path=%2Fa');
});

scenario('a navigation before the welcome is asked right after it', async ({ hub, connect }) => {
  const { link, heard } = connect();
  const peer = await hub.peer();
  const result = link.navigate('/a');
  peer.say({ event: {} });
  await heard.event.take();
  peer.welcome();
  assert.deepEqual(await peer.messages.take(), { navigate: { id: 1, path: '/a' } });
  peer.say({ navigated: { id: 1, path: '/a' } });
  assert.deepEqual(await result, { ok: true });
});

scenario('a navigation whose connection broke is asked again on the next one', async (stage) => {
  const { link, heard, peer } = await stage.open();
  const result = link.navigate('/a');
  await peer.messages.take();
  const next = await reconnect(stage, heard, peer);
  assert.equal(next.url, '/ws?path=%2Fgame%2Fabc');
  next.welcome();
  assert.deepEqual(await next.messages.take(), { navigate: { id: 1, path: '/a' } });
  next.say({ navigated: { id: 1, path: '/a' } });
  assert.deepEqual(await result, { ok: true });
});

scenario('a navigation that a welcome listener begins is asked once', async ({ hub, connect }) => {
  const { link } = connect();
  link.on('welcome', () => link.navigate('/a'));
  const peer = await hub.peer();
  peer.welcome();
  assert.deepEqual(await peer.messages.take(), { navigate: { id: 1, path: '/a' } });
  link.send('marker');
  await peer.messages.take().then((message) => assert.deepEqual(message, { command: { type: 'marker' } }));
});

scenario('a navigation ends when the link closes for good, and none begins afterwards', async ({ clock, open }) => {
  const { link, heard, peer } = await open();
  const waiting = link.navigate('/a');
  peer.close(4401, 'log in first');
  assert.deepEqual(await waiting, { ok: false, code: 4401, text: 'log in first' });
  await heard.state.take();
  assert.deepEqual(await link.navigate('/b'), { ok: false, code: 0, text: 'closed' });
  assert.equal(clock.size, 0);
});
