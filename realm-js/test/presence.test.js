import assert from 'node:assert/strict';
import { scenario } from './support/scenario.js';

const alice = { user: 'alice', role: 'player', sinceMs: 1, sockets: 2 };
const bob = { user: 'bob', role: '', sinceMs: 2, sockets: 1 };
const whole = (...here) => ({ presence: { realm: 'a', form: 'whole', here, users: here.length, clients: 3 } });
const diff = (body) => ({ presence: { realm: 'a', form: 'diff', users: 1, clients: 1, ...body } });

scenario('presence says all who are there, and then who came and who left', async ({ open }) => {
  const { heard, peer } = await open();
  peer.say(whole(alice, { user: 'bob', sinceMs: 2, sockets: 1 }));
  assert.deepEqual(await heard.presence.take(), {
    realm: 'a', members: [alice, bob], users: 2, clients: 3, joined: [alice, bob], left: [],
  });
  peer.say(diff({ here: [{ ...bob, sockets: 5 }], gone: [{ user: 'alice', reason: 'lost' }, { user: 'x', reason: 'left' }] }));
  assert.deepEqual(await heard.presence.take(), {
    realm: 'a', members: [{ ...bob, sockets: 5 }], users: 1, clients: 1, joined: [], left: [{ user: 'alice', reason: 'lost' }],
  });
});

scenario('of a realm that is counted nobody is known any more', async ({ open }) => {
  const { heard, peer } = await open();
  peer.say(whole(alice), { presence: { realm: 'a', form: 'count', users: 200, clients: 210 } }, whole(bob));
  await heard.presence.take();
  const counted = await heard.presence.take();
  assert.deepEqual([counted.members, counted.users, counted.clients], [undefined, 200, 210]);
  assert.deepEqual((await heard.presence.take()).joined, [bob]);
});

scenario('a realm that was left is forgotten', async ({ open }) => {
  const { heard, peer } = await open();
  peer.say({ joined: { realm: 'a' } }, whole(alice), { left: { realm: 'a' } }, whole(alice));
  await heard.presence.take();
  assert.deepEqual((await heard.presence.take()).joined, [alice]);
});
