import assert from 'node:assert/strict';
import { scenario } from './support/scenario.js';

const joined = (realm, role = '') => ({ joined: { realm, role } });
const live = (realm, position, resumed = false) => ({ live: { realm, position, resumed } });
const snapshot = (realm, position, text) => ({ snapshot: { realm, position, payload: { text } } });
const event = (realm, sequence, text = '') => ({ event: { realm, sequence, payload: { text } } });
const left = (realm) => ({ left: { realm } });
const resync = (realm) => ({ resync: { realm } });

/** A link that was welcomed with a ticket and told so much. */
async function told({ connect, hub }, options, ...messages) {
  const { link, heard } = connect(options);
  const peer = await hub.peer();
  peer.welcomeWith('t1', ...messages);
  await peer.pong();
  await heard.lag.take();
  for (const queue of Object.values(heard)) queue.drain();
  return { link, heard, peer };
}

/** The hub's end of the connection that follows. */
async function comeBack({ clock, hub }, heard, peer) {
  peer.terminate();
  clock.advance((await heard.state.take()).retryInMs);
  return hub.peer();
}

/** What the client says first when its connection broke after these messages. */
async function greetingAfter(stage, ...messages) {
  const { heard, peer } = await told(stage, {}, ...messages);
  const next = await comeBack(stage, heard, peer);
  return { url: next.url, ...(await next.messages.take()) };
}

/** What it emitted up to and including the first pong of its connection, without the payloads. */
async function untilPong(heard, peer) {
  peer.pong();
  await heard.lag.take();
  return heard.all.drain().map(([name, { realm }]) => [name, realm].filter(Boolean).join(' '));
}

scenario('a first connection does not resume', async ({ connect, hub }) => {
  const { heard } = connect();
  const peer = await hub.peer();
  peer.welcomeWith('t1');
  await heard.welcome.take();
  assert.equal(peer.url, '/ws?path=%2Fgame%2Fabc');
  assert.deepEqual(peer.messages.drain(), []);
});

scenario('a new connection says so in its URL and begins with the ticket and the position of each realm', async (stage) => {
  const { url, resume } = await greetingAfter(
    stage,
    joined('game:abc', 'player'), snapshot('game:abc', 'e1:41', '{}'), event('game:abc', 42), event('game:abc', 44),
    joined('feed'), live('feed', 'e2:7'),
    joined('chat:abc'), event('chat:abc'),
  );
  assert.equal(url, '/ws?path=%2Fgame%2Fabc&resume=1');
  assert.deepEqual(resume, { ticket: 't1', positions: { 'game:abc': 'e1:44', feed: 'e2:7', 'chat:abc': '' } });
});

scenario('the greeting goes out before the welcome, and only once', async (stage) => {
  const { heard, peer } = await told(stage, {}, joined('lobby'));
  const next = await comeBack(stage, heard, peer);
  assert.ok((await next.messages.take()).resume);
  next.welcome(joined('lobby'));
  await heard.joined.take();
  await next.pings.take();
  assert.deepEqual(next.messages.drain(), []);
});

scenario('the newest ticket counts, whatever brought it', async (stage) => {
  const { link, heard, peer } = await told(stage, {}, joined('lobby'));
  peer.say({ pong: { ticket: 't2' } }, { pong: {} });
  await heard.lag.take();
  const second = await comeBack(stage, heard, peer);
  assert.equal((await second.messages.take()).resume.ticket, 't2');
  second.welcomeWith('t3', joined('lobby'));
  await heard.welcome.take();
  const login = link.login('token');
  const { id } = (await second.messages.take()).login;
  second.say({ loggedIn: { id, user: 'u2', ticket: 't4' } });
  await login;
  heard.state.drain();
  const third = await comeBack(stage, heard, second);
  assert.equal((await third.messages.take()).resume.ticket, 't4');
});

scenario('a realm that was left is not named', async (stage) => {
  const { resume } = await greetingAfter(stage, joined('a'), live('a', 'e:1'), joined('b'), left('a'));
  assert.deepEqual(resume.positions, { b: '' });
});

scenario('a realm that was left and joined again has no position of before', async (stage) => {
  const { resume } = await greetingAfter(stage, joined('a'), live('a', 'e:1'), left('a'), joined('a'));
  assert.deepEqual(resume.positions, { a: '' });
});

scenario('from a resync to the next beginning a realm has no position', async (stage) => {
  const { resume } = await greetingAfter(
    stage,
    joined('a'), live('a', 'e1:5'), resync('a'), event('a', 6),
    joined('b'), live('b', 'e1:5'), resync('b'), live('b', 'e2:1'), event('b', 2),
    joined('c'), snapshot('c', 'e1:5'), snapshot('c', undefined), event('c', 6),
  );
  assert.deepEqual(resume.positions, { a: '', b: 'e2:2', c: '' });
});

scenario('an event without a sequence changes no position', async (stage) => {
  const { resume } = await greetingAfter(stage, joined('a'), live('a', 'e:5'), event('a'), event('a', 0));
  assert.deepEqual(resume.positions, { a: 'e:5' });
});

scenario('any text may be a realm', async (stage) => {
  const { resume } = await greetingAfter(stage, joined('__proto__'), live('__proto__', 'e:5'));
  assert.deepEqual(Object.entries(resume.positions), [['__proto__', 'e:5']]);
});

scenario('a position that was taken up by resuming goes on', async (stage) => {
  const { heard, peer } = await told(stage, {}, joined('a'), live('a', 'e:5'));
  const second = await comeBack(stage, heard, peer);
  second.welcomeWith('t2', joined('a'), live('a', 'e:5', true), event('a', 9));
  await heard.event.take();
  heard.state.drain();
  const third = await comeBack(stage, heard, second);
  assert.deepEqual((await third.messages.take()).resume, { ticket: 't2', positions: { a: 'e:9' } });
});

scenario('a connection that broke before its welcome changes nothing', async (stage) => {
  const { heard, peer } = await told(stage, {}, joined('a'), live('a', 'e:5'));
  const second = await comeBack(stage, heard, peer);
  heard.state.drain();
  const third = await comeBack(stage, heard, second);
  assert.deepEqual((await third.messages.take()).resume, { ticket: 't1', positions: { a: 'e:5' } });
});

scenario('a realm that is resumed keeps what the page knows: joined and live, no resync, no left', async (stage) => {
  const { link, heard, peer } = await told(stage, {}, joined('a', 'player'), live('a', 'e:5'));
  const next = await comeBack(stage, heard, peer);
  assert.deepEqual([...link.realms], [['a', 'player']]);
  next.welcome(joined('a', 'player'), live('a', 'e:5', true), event('a', 6), event('a', 8));
  assert.deepEqual(await untilPong(heard, next), ['welcome', 'joined a', 'live a', 'event a', 'event a']);
  assert.deepEqual(await heard.live.take(), { realm: 'a', resumed: true });
  assert.deepEqual(heard.event.drain().map(({ sequence }) => sequence), [6, 8]);
});

scenario('what the hub calls out of date is a resync, and a snapshot or live follows', async (stage) => {
  const { heard, peer } = await told(stage, {}, joined('a'), live('a', 'e:5'), joined('b'), snapshot('b', 'e:5'));
  const next = await comeBack(stage, heard, peer);
  next.welcome(joined('a'), joined('b'), resync('a'), live('a', 'f:1'), resync('b'), snapshot('b', 'f:1', '{"x":1}'));
  assert.deepEqual(await untilPong(heard, next), [
    'welcome', 'joined a', 'joined b', 'resync a', 'live a', 'resync b', 'snapshot b',
  ]);
  assert.deepEqual(await heard.live.take(), { realm: 'a', resumed: false });
  const { realm, data } = await heard.snapshot.take();
  assert.deepEqual([realm, data], ['b', { x: 1 }]);
});

scenario('realms stay until the first pong; those not joined again are then left', async (stage) => {
  const { link, heard, peer } = await told(stage, {}, joined('a', 'player'), joined('b'), joined('c'));
  const next = await comeBack(stage, heard, peer);
  next.welcome(joined('b', 'observer'), event('b'));
  await heard.event.take();
  assert.deepEqual([...link.realms], [['a', 'player'], ['b', 'observer'], ['c', '']]);
  assert.deepEqual(await untilPong(heard, next), ['welcome', 'joined b', 'event b', 'left a', 'left c']);
  assert.deepEqual([...link.realms], [['b', 'observer']]);
  next.say({ pong: {} });
  await heard.lag.take();
  assert.deepEqual(heard.all.drain(), []);
});

scenario('what a navigation left before the first pong is left once', async (stage) => {
  const { heard, peer } = await told(stage, {}, joined('a'));
  const next = await comeBack(stage, heard, peer);
  next.welcome(joined('a'), left('a'), joined('b'));
  assert.deepEqual(await untilPong(heard, next), ['welcome', 'joined a', 'left a', 'joined b']);
});

scenario('a lost realm is named again if the connection breaks before the pong', async (stage) => {
  const { heard, peer } = await told(stage, {}, joined('a'), live('a', 'e:5'));
  const second = await comeBack(stage, heard, peer);
  second.welcomeWith('t2');
  await heard.welcome.take();
  heard.state.drain();
  const third = await comeBack(stage, heard, second);
  assert.deepEqual((await third.messages.take()).resume.positions, { a: 'e:5' });
});

for (const [why, options, ticket] of [
  ['resuming is switched off', { resume: false }, 't1'],
  ['the hub gave no ticket', {}, ''],
]) {
  scenario(`if ${why} each realm that is there again is out of date`, async (stage) => {
    const { connect, hub } = stage;
    const { heard } = connect(options);
    const peer = await hub.peer();
    peer.welcomeWith(ticket, joined('a'), joined('b'));
    await untilPong(heard, peer);
    heard.state.drain();
    const next = await comeBack(stage, heard, peer);
    assert.equal(next.url, '/ws?path=%2Fgame%2Fabc');
    next.welcomeWith(ticket, joined('a'), joined('new'), live('a', 'e:1'));
    assert.deepEqual(await untilPong(heard, next), ['welcome', 'joined a', 'resync a', 'joined new', 'live a', 'left b']);
    assert.deepEqual(next.messages.drain(), []);
  });
}

/** How a client comes back that was in so many realms with names of so many characters. */
async function comebackOf(stage, count, length) {
  const realms = Array.from({ length: count }, (_, n) => joined(String(n).padStart(length, 'ä')));
  const { heard, peer } = await told(stage, {}, ...realms);
  return (await comeBack(stage, heard, peer)).url.includes('resume=1');
}

scenario('64 realms are resumed', async (stage) => assert.equal(await comebackOf(stage, 64, 8), true));
scenario('65 are more than a hub takes', async (stage) => assert.equal(await comebackOf(stage, 65, 8), false));
scenario('so is what is longer than 8 KiB in bytes', async (stage) => assert.equal(await comebackOf(stage, 40, 120), false));
