import assert from 'node:assert/strict';
import { scenario } from './support/scenario.js';

async function roundTrip(clock, heard, peer, ms) {
  const ping = await peer.pings.take();
  clock.advance(ms);
  peer.say({ pong: { sentMs: ping.sentMs } });
  return { ping, lag: await heard.lag.take() };
}

async function hearSomething(heard, peer) {
  peer.say({ event: {} });
  await heard.event.take();
}

scenario('a ping is sent at the welcome and then at every heartbeat', async ({ clock, open }) => {
  const { peer } = await open();
  const first = await peer.pings.take();
  clock.advance(10_000);
  const second = await peer.pings.take();
  clock.advance(10_000);
  const third = await peer.pings.take();
  assert.deepEqual([second.sentMs - first.sentMs, third.sentMs - second.sentMs], [10_000, 10_000]);
});

scenario('a hub that names no heartbeat gets one every ten seconds', async ({ clock, hub, connect }) => {
  const { heard } = connect();
  const peer = await hub.peer();
  peer.say({ welcome: { client: 'c1' } });
  await heard.welcome.take();
  const first = await peer.pings.take();
  clock.advance(10_000);
  assert.equal((await peer.pings.take()).sentMs - first.sentMs, 10_000);
});

scenario('lag is the mean of the first four round trips, then a new one weighs a tenth', async ({ clock, open }) => {
  const { heard, peer } = await open();
  const lags = [];
  for (const ms of [40, 20, 30, 50, 135]) {
    lags.push((await roundTrip(clock, heard, peer, ms)).lag);
    clock.advance(10_000 - ms);
  }
  assert.deepEqual(lags, [40, 30, 30, 35, 45]);
});

scenario('a ping tells the hub the lag, and a new connection measures anew', async ({ clock, hub, open }) => {
  const { heard, peer } = await open();
  const first = await roundTrip(clock, heard, peer, 40);
  clock.advance(10_000 - 40);
  const second = await peer.pings.take();
  assert.deepEqual([first.ping.lagMs, second.lagMs], [0, 40]);
  peer.close(1012);
  await heard.state.take();
  clock.advance(1_000);
  const next = await hub.peer();
  next.welcome();
  const third = await roundTrip(clock, heard, next, 60);
  assert.deepEqual([third.ping.lagMs, third.lag], [0, 60]);
});

scenario('a hub that is silent for two and a half heartbeats is lost: the socket is dropped and replaced', async (stage) => {
  const { clock, hub } = stage;
  const { link, heard, peer } = await stage.open();
  clock.advance(24_999);
  assert.equal(link.state, 'open');
  clock.advance(1);
  assert.deepEqual(await heard.state.take(), { state: 'waiting', retryInMs: 100, code: 1006, text: 'the hub fell silent' });
  await peer.closeCode;
  clock.advance(100);
  await hub.peer();
});

scenario('whatever the hub says proves that it is there', async ({ clock, open }) => {
  const { link, heard, peer } = await open();
  clock.advance(20_000);
  await hearSomething(heard, peer);
  clock.advance(24_999);
  assert.equal(link.state, 'open');
  clock.advance(1);
  assert.equal(link.state, 'waiting');
});

scenario('after a sleep the hub is asked first, and gets one heartbeat to answer', async ({ clock, open }) => {
  const { link, heard, peer } = await open();
  await peer.pings.take();
  clock.sleep(600_000);
  assert.equal(link.state, 'open');
  await peer.pings.take();
  await hearSomething(heard, peer);
  clock.advance(24_999);
  assert.equal(link.state, 'open');
  clock.advance(1);
  assert.equal(link.state, 'waiting');
});

scenario('a hub that does not answer after a sleep is lost a heartbeat later', async ({ clock, open }) => {
  const { link } = await open();
  clock.sleep(600_000);
  clock.advance(9_999);
  assert.equal(link.state, 'open');
  clock.advance(1);
  assert.equal(link.state, 'waiting');
});

scenario('what a dropped socket still says is not heard', async ({ clock, hub, open }) => {
  const { heard, peer } = await open();
  clock.advance(25_000);
  peer.say({ event: { payload: { text: 'stale' } } });
  await peer.closeCode;
  await heard.state.take();
  clock.advance(100);
  (await hub.peer()).welcome({ event: { payload: { text: 'fresh' } } });
  assert.equal((await heard.event.take()).text, 'fresh');
});

scenario('a socket that is not welcomed in time is given up', async ({ clock, hub, connect }) => {
  const { link, heard } = connect();
  const peer = await hub.peer();
  clock.advance(14_999);
  assert.equal(link.state, 'connecting');
  clock.advance(1);
  assert.deepEqual(await heard.state.take(), { state: 'waiting', retryInMs: 100, code: 1006, text: 'no welcome in time' });
  await peer.closeCode;
});

scenario('a closed link leaves no timer behind', async ({ clock, open }) => {
  const { link } = await open();
  link.close();
  assert.equal(clock.size, 0);
});
