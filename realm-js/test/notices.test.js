import assert from 'node:assert/strict';
import { scenario } from './support/scenario.js';

scenario('a snapshot carries JSON, text or bytes, as an event does', async ({ open }) => {
  const { heard, peer } = await open();
  peer.say({ snapshot: { realm: 'a', position: 'e:1', payload: { text: '{"x":1}' } } });
  const { realm, text, data, bytes } = await heard.snapshot.take();
  assert.deepEqual([realm, text, data, bytes], ['a', '{"x":1}', { x: 1 }, undefined]);
  peer.say({ snapshot: { realm: 'a', payload: { binary: 'AP8=' } } });
  assert.deepEqual((await heard.snapshot.take()).bytes, new Uint8Array([0, 255]));
});

scenario('an event names its place in the stream, if it has one', async ({ open }) => {
  const { heard, peer } = await open();
  peer.say({ event: { realm: 'a', sequence: 7, payload: { text: 'x' } } }, { event: { payload: { text: 'y' } } });
  assert.equal((await heard.event.take()).sequence, 7);
  assert.equal((await heard.event.take()).sequence, undefined);
});

scenario('a late snapshot is told with its reason, as often as the hub says so', async ({ open }) => {
  const { heard, peer } = await open();
  peer.say({ delayed: { realm: 'a', code: 4504, text: 'no answer in time' } }, { delayed: { realm: 'a' } });
  assert.deepEqual(await heard.delayed.take(), { realm: 'a', code: 4504, text: 'no answer in time' });
  assert.deepEqual(await heard.delayed.take(), { realm: 'a', code: 0, text: '' });
});

scenario('degraded says both, that the backends are out of reach and that they are back', async ({ open }) => {
  const { link, heard, peer } = await open();
  peer.say({ degraded: { degraded: true } }, { degraded: { degraded: true } }, { degraded: {} });
  assert.deepEqual(await heard.degraded.take(), { degraded: true });
  assert.deepEqual(await heard.degraded.take(), { degraded: false });
  assert.equal(link.state, 'open');
});

scenario('a new connection is not degraded until its hub says so', async ({ clock, hub, open }) => {
  const { heard, peer } = await open();
  peer.say({ degraded: { degraded: true } });
  await heard.degraded.take();
  peer.terminate();
  clock.advance((await heard.state.take()).retryInMs);
  assert.deepEqual(heard.degraded.drain(), []);
  const next = await hub.peer();
  next.welcome({ degraded: { degraded: true } });
  assert.deepEqual(await heard.degraded.take(), { degraded: false });
  assert.deepEqual(await heard.degraded.take(), { degraded: true });
});
