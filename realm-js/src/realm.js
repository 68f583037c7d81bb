/*
 * The browser client of RealmHub, protocol `realmhub.v1.json`. No dependencies; connection.js must lie beside it.
 * The contract of everything exported stands in realm.d.ts.
 */
import { Connection, mayComeBack } from './connection.js';

export { mayComeBack };

export function connect(options) {
  return new Link(settingsOf(options));
}

function settingsOf({
  url,
  path,
  scope = globalThis,
  WebSocket = globalThis.WebSocket,
  protocols = ['realmhub.v1.json'],
  commandTimeoutMs = 6_000,
  welcomeTimeoutMs = 15_000,
  backoff,
  timers = globalThis,
  now = () => performance.now(),
  random = Math.random,
}) {
  const paces = { firstMs: 200, maxMs: 15_000, stableMs: 10_000, ...backoff };
  return { url, path, scope, WebSocket, protocols, commandTimeoutMs, welcomeTimeoutMs, backoff: paces, timers, now, random };
}

function encode(payload) {
  if (payload === undefined) return undefined;
  if (typeof payload === 'string') return { text: payload };
  if (payload instanceof Uint8Array) {
    return { binary: btoa(Array.from(payload, (byte) => String.fromCharCode(byte)).join('')) };
  }
  const text = JSON.stringify(payload);
  if (text === undefined) throw new TypeError('the payload has no JSON form');
  return { text };
}

/** The fields, and what the payload carries; `data` is parsed when somebody asks for it. */
function carrying(fields, payload) {
  const binary = payload?.binary;
  let data;
  let parsed = false;
  return {
    ...fields,
    text: fields.text ?? payload?.text,
    bytes: binary === undefined ? undefined : Uint8Array.from(atob(binary), (char) => char.charCodeAt(0)),
    get data() {
      if (!parsed) data = parse(payload?.text);
      parsed = true;
      return data;
    },
  };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const STATUSES = ['ok', 'rejected', 'unavailable', 'unknown'];

function outcomeOf({ status, code, text, payload }) {
  return carrying({ status: STATUSES.includes(status) ? status : 'unknown', code, text }, payload);
}

class Listeners {
  #byName = new Map();

  on(name, listener) {
    const entry = { listener };
    this.#byName.set(name, [...this.#of(name), entry]);
    return () => this.#byName.set(name, this.#of(name).filter((other) => other !== entry));
  }

  /** Tells whether anybody listens. A listener that throws harms neither the others nor the client. */
  emit(name, event) {
    const entries = this.#of(name);
    for (const { listener } of entries) {
      try {
        listener(event);
      } catch (error) {
        console.error(error);
      }
    }
    return entries.length > 0;
  }

  #of(name) {
    return this.#byName.get(name) ?? [];
  }
}

class Link {
  realms = new Map();
  #settings;
  #connection;
  #listeners = new Listeners();
  #lastId = 0;
  #calls = new Map(); // command id -> { resolve, timer }
  #navigation; // { id, path, resolve, timer, asked }: the one that waits for its answer
  #navigationId = 0;

  #handlers = {
    __proto__: null,
    welcome: (body) => this.#welcomed(body),
    joined: ({ realm, role = '' }) => this.#joined(realm, role),
    left: ({ realm }) => this.#left(realm),
    event: ({ realm = '', payload }) => this.#listeners.emit('event', carrying({ realm }, payload)),
    outcome: (body) => this.#settle(body.id, outcomeOf(body)),
    navigated: ({ id, path }) => this.#navigated(id, path),
    refused: ({ id = 0, path = '', code = 0, text = '' }) => this.#refused(id, { path, code, text }),
    pong: ({ sentMs = 0 }) => this.#listeners.emit('lag', Math.round(this.#connection.pong(sentMs))),
    closing: (body) => this.#connection.closing(body),
  };

  constructor(settings) {
    this.#settings = settings;
    this.#connection = new Connection(settings, {
      receive: (message) => this.#receive(message),
      changed: (event) => this.#changed(event),
      unreadable: (error) => this.#report(error),
    });
  }

  get state() {
    return this.#connection.state;
  }

  on(name, listener) {
    return this.#listeners.on(name, listener);
  }

  navigate(path) {
    this.#endNavigation({ ok: false, code: 0, text: 'superseded' });
    if (this.state === 'closed') return Promise.resolve({ ok: false, code: 0, text: 'closed' });
    const { timers, commandTimeoutMs } = this.#settings;
    const late = () => this.#endNavigation({ ok: false, code: 0, text: 'no answer in time' });
    return new Promise((resolve) => {
      this.#navigationId = ++this.#lastId;
      const timer = timers.setTimeout(late, commandTimeoutMs);
      this.#navigation = { id: this.#navigationId, path, resolve, timer };
      this.#askToNavigate();
    });
  }

  command(type, payload, { realm, timeoutMs = this.#settings.commandTimeoutMs } = {}) {
    const id = ++this.#lastId;
    try {
      const sent = this.#connection.transmit({ command: { id, type, realm, payload: encode(payload) } });
      if (!sent) return Promise.resolve(outcomeOf({ status: 'unavailable', text: 'not connected' }));
    } catch (error) {
      return Promise.resolve(outcomeOf({ status: 'rejected', code: 'bad_payload', text: String(error) }));
    }
    const late = () => this.#settle(id, outcomeOf({ status: 'unknown', text: 'no answer in time' }));
    return new Promise((resolve) => {
      this.#calls.set(id, { resolve, timer: this.#settings.timers.setTimeout(late, timeoutMs) });
    });
  }

  send(type, payload, { realm } = {}) {
    try {
      return this.#connection.transmit({ command: { type, realm, payload: encode(payload) } });
    } catch (error) {
      this.#report(error);
      return false;
    }
  }

  close() {
    this.#connection.close();
  }

  #receive(message) {
    for (const name of Object.keys(message)) this.#handlers[name]?.(message[name]);
  }

  #changed(event) {
    const { state, code, text } = event;
    if (state === 'waiting' || state === 'closed') this.#disconnected();
    if (state === 'closed') this.#endNavigation({ ok: false, code, text });
    this.#listeners.emit('state', event);
  }

  #disconnected() {
    const lost = { status: 'unknown', text: 'connection lost' };
    for (const id of [...this.#calls.keys()]) this.#settle(id, outcomeOf(lost));
    if (this.#navigation) this.#navigation.asked = false;
  }

  #welcomed({ client, node, user, anonymous = false, heartbeatMs }) {
    this.realms.clear();
    this.#connection.welcomed(heartbeatMs);
    if (this.state !== 'open') return; // a listener closed the link
    this.#listeners.emit('welcome', { client, node, user, anonymous });
    if (this.#navigation && !this.#navigation.asked) this.#askToNavigate();
  }

  #joined(realm, role) {
    this.realms.set(realm, role);
    this.#listeners.emit('joined', { realm, role });
  }

  #left(realm) {
    this.realms.delete(realm);
    this.#listeners.emit('left', { realm });
  }

  /** Also the answer to a superseded navigation tells where the hub put us. */
  #navigated(id, path) {
    this.#connection.path = path;
    this.#endNavigation({ ok: true }, id);
  }

  #refused(id, refusal) {
    const superseded = id !== 0 && id !== this.#navigationId;
    if (superseded) return;
    this.#listeners.emit('refused', refusal);
    this.#endNavigation({ ok: false, code: refusal.code, text: refusal.text }, id);
  }

  #askToNavigate() {
    const { id, path } = this.#navigation;
    this.#navigation.asked = this.#connection.transmit({ navigate: { id, path } });
  }

  #endNavigation(result, id = this.#navigation?.id) {
    const navigation = this.#navigation;
    if (!navigation || navigation.id !== id) return;
    this.#navigation = undefined;
    this.#settings.timers.clearTimeout(navigation.timer);
    navigation.resolve(result);
  }

  #settle(id, outcome) {
    const call = this.#calls.get(id);
    if (!call) return;
    this.#calls.delete(id);
    this.#settings.timers.clearTimeout(call.timer);
    call.resolve(outcome);
  }

  #report(error) {
    if (!this.#listeners.emit('error', error)) console.warn(error);
  }
}
