/*
 * A client without realm.js: what docs/your-own-client.md explains, part by part. It says one thing and prints what it hears.
 *
 *   node bare-client.mjs ws://127.0.0.1:8080/ws /room/1 say hello
 */
import { WebSocket } from 'ws';

const [url, path, type, text] = process.argv.slice(2);
const realms = new Map(); // what the hub says we are in: realm -> role
const waiting = new Map(); // commands without an outcome yet: id -> who waits
let socket, pings, attempts, closing;
let lastId = 0;

const say = (name, body) => socket.send(JSON.stringify({ [name]: body }));
const ping = () => say('ping', { sentMs: Math.round(performance.now()) });

const hear = {
  welcome({ heartbeatMs }) {
    attempts = 0;
    ping();
    pings = setInterval(ping, heartbeatMs);
  },
  joined({ realm, role = '' }) {
    realms.set(realm, role);
    joined(realm, role);
  },
  left: ({ realm }) => realms.delete(realm),
  event: ({ realm, payload }) => heard(realm, payload.text),
  outcome({ id, ...outcome }) {
    waiting.get(id)?.(outcome);
    waiting.delete(id);
  },
  closing: (last) => (closing = last),
};

function connect() {
  closing = undefined;
  socket = new WebSocket(`${url}?path=${encodeURIComponent(path)}`, 'realmhub.v1.json');
  socket.onmessage = ({ data }) => data.split('\n').forEach(read);
  socket.onerror = () => {}; // onclose follows
  socket.onclose = ({ code }) => lost(code);
}

function read(line) {
  const [[name, body]] = Object.entries(JSON.parse(line));
  hear[name]?.(body); // what we do not know we pass over
}

function command(type, realm, text) {
  const id = ++lastId;
  say('command', { id, type, realm, payload: { text } });
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    setTimeout(() => waiting.delete(id) && resolve({ status: 'unknown' }), 6000).unref();
  });
}

const COMES_BACK = new Set([1001, 1005, 1006, 1011, 1012, 1013, 4408, 4413, 4429]);
const mayComeBack = (code) => closing?.retry ?? (COMES_BACK.has(code) || (code >= 4500 && code !== 4508));

function lost(code) {
  clearInterval(pings);
  waiting.forEach((resolve) => resolve({ status: 'unknown' }));
  waiting.clear();
  if (!mayComeBack(code)) return console.log(`closed: ${code}`);
  const wait = Math.random() * Math.min(15_000, 200 * 2 ** attempts++);
  setTimeout(connect, Math.max(wait, closing?.retryAfterMs ?? 0));
}

async function joined(realm, role) {
  console.log(`joined ${realm} as ${role}`);
  const { status } = await command(type, realm, text);
  console.log(`${type}: ${status}`);
}

function heard(realm, words) {
  console.log(`${realm}: ${words}`);
  if (words === text) setTimeout(() => socket.close(1000), 100); // the outcome may still come
}

attempts = 0;
connect();
