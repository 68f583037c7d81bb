import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { connect } from '../src/realm.js';
import { scenario } from './support/scenario.js';

scenario('the socket asks for the JSON protocol and carries the path as a query parameter', async ({ hub, connect }) => {
  connect({ path: '/game/a b?x=1&y=+' });
  const peer = await hub.peer();
  assert.equal(peer.protocol, 'realmhub.v1.json');
  assert.equal(peer.url, '/ws?path=%2Fgame%2Fa%20b%3Fx%3D1%26y%3D%2B');
});

scenario('a query that the url already has is kept', async ({ hub, connect }) => {
  connect({ url: `ws://127.0.0.1:${hub.port}/ws?token=1%202`, path: '/a' });
  assert.equal((await hub.peer()).url, '/ws?token=1%202&path=%2Fa');
});

scenario('without a path the url is used as it is', async ({ hub, connect }) => {
  connect({ path: undefined });
  assert.equal((await hub.peer()).url, '/ws');
});

scenario('a relative url belongs to the page, whose scheme chooses ws or wss', async ({ connect }) => {
  const seen = [];
  class Recording extends WebSocket {
    constructor(url, protocols) {
      seen.push(url);
      super('ws://127.0.0.1:1/', protocols);
    }
  }
  connect({ WebSocket: Recording, url: '/ws', path: '/a', scope: { location: { href: 'http://play.example/x/y' } } });
  connect({ WebSocket: Recording, url: '/ws#top', path: '/a', scope: { location: { href: 'https://play.example/x' } } });
  connect({ WebSocket: Recording, url: 'https://hub.example/ws', path: '/a' });
  assert.deepEqual(seen, [
    'ws://play.example/ws?path=%2Fa',
    'wss://play.example/ws?path=%2Fa',
    'wss://hub.example/ws?path=%2Fa',
  ]);
});

test('a url that no WebSocket can have throws at once', () => {
  assert.throws(() => connect({ url: 'no url', WebSocket }), TypeError);
});

scenario('the link is open when it was welcomed, not when the socket is', async ({ hub, connect }) => {
  const { link, heard } = connect();
  const peer = await hub.peer();
  peer.say({ event: { payload: { text: 'early' } } });
  await heard.event.take();
  assert.equal(link.state, 'connecting');
  peer.welcome();
  assert.equal((await heard.state.take()).state, 'open');
  assert.equal(link.state, 'open');
});

scenario('welcome tells who the client is', async ({ hub, connect }) => {
  const { heard } = connect();
  (await hub.peer()).say({ welcome: { client: 'kX3', node: 'n1', user: 'u-17', heartbeatMs: 10_000 } });
  assert.deepEqual(await heard.welcome.take(), { client: 'kX3', node: 'n1', user: 'u-17', anonymous: false });
});

scenario('joined and left keep the map of realms', async ({ open }) => {
  const { link, heard, peer } = await open({}, { joined: { realm: 'lobby' } });
  peer.say({ joined: { realm: 'game:abc', role: 'player' } }, { left: { realm: 'lobby' } });
  assert.deepEqual(await heard.left.take(), { realm: 'lobby' });
  assert.deepEqual(heard.joined.drain(), [{ realm: 'lobby', role: '' }, { realm: 'game:abc', role: 'player' }]);
  assert.deepEqual([...link.realms], [['game:abc', 'player']]);
});

scenario('an event carries its realm, its text and the JSON in it', async ({ open }) => {
  const { heard, peer } = await open();
  peer.say({ event: { realm: 'game:abc', payload: { text: '{"t":"move"}' } } });
  const event = await heard.event.take();
  assert.equal(event.realm, 'game:abc');
  assert.equal(event.text, '{"t":"move"}');
  assert.deepEqual(event.data, { t: 'move' });
  assert.equal(event.data, event.data);
  assert.equal(event.bytes, undefined);
});

scenario('text that is no JSON has no data', async ({ open }) => {
  const { heard, peer } = await open();
  peer.say({ event: { payload: { text: '{oh' } } });
  const event = await heard.event.take();
  assert.deepEqual([event.realm, event.text, event.data], ['', '{oh', undefined]);
});

scenario('a binary payload arrives as bytes', async ({ open }) => {
  const { heard, peer } = await open();
  peer.say({ event: { payload: { binary: Buffer.from([0, 127, 128, 255]).toString('base64') } } });
  const event = await heard.event.take();
  assert.deepEqual(event.bytes, new Uint8Array([0, 127, 128, 255]));
  assert.deepEqual([event.text, event.data], [undefined, undefined]);
});

scenario('several lines in a frame are several messages in their order', async ({ open }) => {
  const { link, heard, peer } = await open();
  const errors = [];
  link.on('error', (error) => errors.push(error));
  const line = (text) => JSON.stringify({ event: { payload: { text } } });
  peer.sayRaw(`${line('1')}\n\n${line('2')}\n${line('3')}\n`);
  const texts = [await heard.event.take(), await heard.event.take(), await heard.event.take()].map(({ text }) => text);
  assert.deepEqual([texts, errors], [['1', '2', '3'], []]);
});

scenario('messages and fields that the client does not know are ignored', async ({ open }) => {
  const { link, heard, peer } = await open();
  const errors = [];
  link.on('error', (error) => errors.push(error));
  peer.sayRaw('{"presence":{"a":1}}\n{"constructor":{}}\n{"__proto__":{}}\n{"event":{"new":1,"payload":{"text":"next"}},"x":2}\n7\n""');
  assert.equal((await heard.event.take()).text, 'next');
  assert.deepEqual(errors, []);
});

scenario('an unreadable line is skipped and reported as an error', async ({ t, open }) => {
  const warn = t.mock.method(console, 'warn', () => {});
  const { link, heard, peer } = await open();
  const errors = [];
  link.on('error', (error) => errors.push(error.message));
  peer.sayRaw('{"event":\nnull\n{"event":{"payload":{"binary":"*"}}}\n{"event":{"payload":{"text":"next"}}}');
  assert.equal((await heard.event.take()).text, 'next');
  assert.deepEqual(errors, [
    'an unreadable message: {"event":',
    'an unreadable message: null',
    'an unreadable message: {"event":{"payload":{"binary":"*"}}}',
  ]);
  assert.equal(warn.mock.callCount(), 0);
});

scenario('a binary frame is skipped and reported as an error', async ({ open }) => {
  const { link, heard, peer } = await open();
  const errors = [];
  link.on('error', (error) => errors.push(error.message));
  peer.sayRaw(new Uint8Array([10, 0]));
  peer.say({ event: { payload: { text: 'next' } } });
  assert.equal((await heard.event.take()).text, 'next');
  assert.deepEqual(errors, ['a binary frame']);
});

scenario('an error that nobody listens for goes to console.warn', async ({ t, open }) => {
  const warn = t.mock.method(console, 'warn', () => {});
  const { heard, peer } = await open();
  peer.sayRaw('{\n{"event":{}}');
  await heard.event.take();
  assert.equal(warn.mock.callCount(), 1);
});

scenario('a listener that throws is reported once and disturbs neither the others nor the link', async ({ t, open }) => {
  const report = t.mock.method(console, 'error', () => {});
  const { link, peer } = await open();
  const failure = new Error('a bug of the page');
  const texts = [];
  link.on('event', () => { throw failure; });
  const second = new Promise((resolve) => link.on('event', ({ text }) => texts.push(text) === 2 && resolve()));
  peer.say({ event: { payload: { text: '1' } } }, { event: { payload: { text: '2' } } });
  await second;
  assert.deepEqual(texts, ['1', '2']);
  assert.deepEqual(report.mock.calls.map((call) => call.arguments), [[failure], [failure]]);
  assert.equal(link.state, 'open');
});

scenario('a listener that was taken off hears nothing, and the same one added twice is two', async ({ open }) => {
  const { link, heard, peer } = await open();
  const texts = [];
  const listener = ({ text }) => texts.push(text);
  const off = link.on('event', listener);
  link.on('event', listener);
  peer.say({ event: { payload: { text: 'a' } } });
  await heard.event.take();
  off();
  peer.say({ event: { payload: { text: 'b' } } });
  await heard.event.take();
  assert.deepEqual(texts, ['a', 'a', 'b']);
});

scenario('after a listener closed the link nothing more of the frame is heard', async ({ open }) => {
  const { link, heard, peer } = await open();
  link.on('joined', () => link.close());
  peer.say({ joined: { realm: 'lobby', role: '' } }, { event: { payload: { text: 'too late' } } });
  assert.equal((await heard.state.take()).state, 'closed');
  await peer.closeCode;
  assert.deepEqual(heard.event.drain(), []);
});

scenario('a listener that closes the link as it opens hears no welcome and leaves no timer', async ({ clock, hub, connect }) => {
  const { link, heard } = connect();
  link.on('state', ({ state }) => state === 'open' && link.close());
  const peer = await hub.peer();
  peer.welcome();
  assert.equal(await peer.closeCode, 1000);
  assert.deepEqual(heard.welcome.drain(), []);
  assert.equal(clock.size, 0);
});
