import assert from 'node:assert/strict';
import { scenario } from './support/scenario.js';

scenario('a login tells whose the connection is, when his realms are there', async ({ open }) => {
  const { link, peer } = await open({}, { joined: { realm: 'lobby' } });
  const result = link.login('abc');
  const { login } = await peer.messages.take();
  assert.equal(login.token, 'abc');
  peer.say({ left: { realm: 'lobby' } }, { joined: { realm: 'inbox:alice' } });
  peer.say({ loggedIn: { id: login.id, user: 'alice', anonymous: false, ticket: 't2' } });
  assert.deepEqual(await result, { ok: true, user: 'alice', anonymous: false });
  assert.deepEqual([...link.realms.keys()], ['inbox:alice']);
});

scenario('a refused login says why', async ({ open }) => {
  const { link, peer } = await open();
  const result = link.login('abc');
  const { id } = (await peer.messages.take()).login;
  peer.say({ notLoggedIn: { id, code: 4401, text: 'login needed' } });
  assert.deepEqual(await result, { ok: false, code: 4401, text: 'login needed' });
});

scenario('answers find their questions, commands and logins side by side', async ({ open }) => {
  const { link, peer } = await open();
  const login = link.login('abc');
  const command = link.command('move', {});
  const ids = [(await peer.messages.take()).login.id, (await peer.messages.take()).command.id];
  peer.say({ outcome: { id: ids[1], status: 'ok' } }, { notLoggedIn: { id: ids[0], code: 4403 } });
  assert.equal((await command).status, 'ok');
  assert.deepEqual(await login, { ok: false, code: 4403, text: '' });
});

scenario('a login is sent now or never', async ({ connect }) => {
  const { link } = connect();
  assert.deepEqual(await link.login('abc'), { ok: false, code: 0, text: 'not connected' });
});

scenario('a login whose connection is lost is given up', async ({ clock, open }) => {
  const { link, heard, peer } = await open();
  const result = link.login('abc');
  await peer.messages.take();
  peer.terminate();
  assert.deepEqual(await result, { ok: false, code: 0, text: 'connection lost' });
  await heard.state.take();
  assert.equal(clock.size, 1); // the next attempt
});

scenario('a login waits for its answer as long as a command does', async ({ clock, open }) => {
  const { link } = await open({ commandTimeoutMs: 2_000 });
  const result = link.login('abc');
  clock.advance(2_000);
  assert.deepEqual(await result, { ok: false, code: 0, text: 'no answer in time' });
});
