import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { WebSocket, WebSocketServer } from 'ws';
import { Window } from 'happy-dom';

/** A hub with one realm, which says again what it is told. */
async function echo(t) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const navigated = [];
  server.on('connection', (socket, { url }) => {
    const say = (message) => socket.send(JSON.stringify(message));
    const join = (path) => {
      say({ joined: { realm: `room:${path.split('/').at(-1)}`, role: 'player' } });
      say({ snapshot: { realm: `room:${path.split('/').at(-1)}`, payload: { text: '["so far"]' } } });
    };
    say({ welcome: { client: 'c', node: 'n', user: 'u', heartbeatMs: 10_000 } });
    join(new URL(url, 'ws://hub').searchParams.get('path'));
    socket.on('message', (frame) => {
      const { command, navigate, ping } = JSON.parse(frame);
      if (ping) say({ pong: { sentMs: ping.sentMs } });
      if (navigate) {
        navigated.push(navigate.path);
        say({ navigated: { id: navigate.id, path: navigate.path } });
        join(navigate.path);
      }
      if (command) {
        say({ outcome: { id: command.id, status: 'ok' } });
        say({ event: { realm: 'room:1', payload: command.payload } });
      }
    });
  });
  t.after(() => {
    server.clients.forEach((socket) => socket.terminate());
    server.close();
  });
  await once(server, 'listening');
  return { url: `ws://127.0.0.1:${server.address().port}/ws`, navigated };
}

test('the client in Node joins, says its words and hears them', { timeout: 20_000 }, async (t) => {
  const hub = await echo(t);
  const example = fileURLToPath(new URL('../examples/node-client.mjs', import.meta.url));
  const client = spawn(process.execPath, [example, hub.url, '/room/1', 'say', 'hello'], { timeout: 20_000 });
  let printed = '';
  client.stdout.on('data', (text) => (printed += text));
  client.stderr.on('data', (text) => (printed += text));
  const [code] = await once(client, 'exit');
  assert.deepEqual(printed.trim().split('\n').sort(), ['closed: closed by this side', 'joined room:1 as player', 'room:1: hello', 'say: ok']);
  assert.equal(code, 0);
});

test('the React hook draws snapshots and events, and navigates on the open connection', { timeout: 20_000 }, async (t) => {
  const hub = await echo(t);
  const window = new Window();
  Object.assign(globalThis, { window, document: window.document });
  globalThis.navigator ??= window.navigator; // Node has one of its own from version 21 on
  const { createElement } = await import('react');
  const { createRoot } = await import('react-dom/client');
  const { useRealm } = await import('../examples/use-realm.js');

  const drawn = [];
  let waiting = () => {};
  const reduce = (page, { name, data }) => {
    if (name === 'snapshot') return data;
    return name === 'event' ? [...page, data] : page;
  };
  let say;
  function Page({ path }) {
    const { page, state, command } = useRealm({ url: hub.url, path, reduce, initial: [], WebSocket, scope: {} });
    say = command;
    drawn.push(`${state}: ${page.join()}`);
    waiting();
    return createElement('p', null, page.join());
  }
  const until = (text) => new Promise((resolve) => {
    waiting = () => drawn.at(-1) === text && resolve();
    waiting();
  });

  const page = createRoot(document.createElement('div'));
  page.render(createElement(Page, { path: '/room/1' }));
  await until('open: so far');
  assert.equal((await say('say', ['a word'])).status, 'ok');
  await until('open: so far,a word');
  page.render(createElement(Page, { path: '/room/2' }));
  await until('open: so far');
  assert.deepEqual(hub.navigated, ['/room/2']);
  page.unmount();
  await window.happyDOM.close();
});
