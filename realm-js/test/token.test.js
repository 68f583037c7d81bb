import assert from 'node:assert/strict';
import { scenario } from './support/scenario.js';

const token = async () => 'abc';

scenario('a token is the first message, and not in the address', async ({ connect, hub }) => {
  connect({ token });
  const peer = await hub.peer();
  assert.deepEqual(await peer.messages.take(), { login: { token: 'abc' } });
  assert.equal(peer.url, '/ws?path=%2Fgame%2Fabc&login=1');
});

scenario('who comes back says who he is, and behind it what he knows', async ({ clock, connect, hub }) => {
  const tokens = ['first', 'second'];
  const { heard } = connect({ token: () => tokens.shift() });
  const before = await hub.peer();
  await before.messages.take();
  before.welcomeWith('t1', { joined: { realm: 'lobby' } });
  await heard.joined.take();
  heard.state.drain();
  before.terminate();
  clock.advance((await heard.state.take()).retryInMs);
  const peer = await hub.peer();
  assert.match(peer.url, /&login=1&resume=1$/);
  const words = await peer.frames.take();
  assert.equal(words, '{"login":{"token":"second"}}\n{"resume":{"ticket":"t1","positions":{"lobby":""}}}');
});

scenario('a token that cannot be had is asked for again later', async ({ connect, hub }) => {
  const { heard } = connect({ token: () => { throw new Error('the login service is away'); } });
  await hub.peer();
  const { state, text } = await heard.state.take();
  assert.equal(state, 'waiting');
  assert.match(text, /^no token: /);
});

scenario('a token that expires is followed by the next one', async ({ connect, hub }) => {
  const tokens = ['first', 'second'];
  const { heard } = connect({ token: () => tokens.shift() });
  const peer = await hub.peer();
  await peer.messages.take();
  peer.welcome({ expiring: { leftMs: 60_000 } });
  assert.deepEqual(await heard.expiring.take(), { leftMs: 60_000 });
  assert.equal((await peer.messages.take()).refresh.token, 'second');
});

scenario('without a function for tokens the page is told, and may bring one', async ({ open }) => {
  const { link, heard, peer } = await open();
  peer.say({ expiring: { leftMs: 5 } });
  await heard.expiring.take();
  const result = link.refresh('next');
  const { refresh } = await peer.messages.take();
  assert.equal(refresh.token, 'next');
  peer.say({ loggedIn: { id: refresh.id, user: 'u1' } });
  assert.deepEqual(await result, { ok: true, user: 'u1', anonymous: false });
});
