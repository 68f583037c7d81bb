/*
 * The browser client of RealmHub, protocol `realmhub.v1.json`. No dependencies; the other modules must lie beside it.
 * The contract of everything exported stands in realm.d.ts.
 */
import { Connection, mayComeBack } from './connection.js';
import { Continuity } from './continuity.js';
import { carrying, encode } from './payload.js';
import { Presence } from './presence.js';

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
  resume = true,
  token,
  backoff,
  timers = globalThis,
  now = () => performance.now(),
  random = Math.random,
}) {
  const paces = { firstMs: 200, maxMs: 15_000, stableMs: 10_000, ...backoff };
  const limits = { commandTimeoutMs, welcomeTimeoutMs };
  return { url, path, scope, WebSocket, protocols, ...limits, resume, token, backoff: paces, timers, now, random };
}

const STATUSES = ['ok', 'rejected', 'unavailable', 'unknown'];

function outcomeOf({ status, code, text, payload }) {
  return carrying({ status: STATUSES.includes(status) ? status : 'unknown', code, text }, payload);
}

const unknown = (text) => outcomeOf({ status: 'unknown', text });
const refusal = (text, code = 0) => ({ ok: false, code, text });

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
  #settings;
  #connection;
  #listeners = new Listeners();
  #lastId = 0;
  #continuity = new Continuity();
  #presence = new Presence();
  #degraded = false;
  #calls = new Map(); // id of a command or login -> { resolve, timer, gaveUp(text) }
  #navigation; // { id, path, resolve, timer, asked }: the one that waits for its answer
  #navigationId = 0;

  #handlers = {
    __proto__: null,
    welcome: (body) => this.#welcomed(body),
    joined: ({ realm, role = '' }) => this.#joined(realm, role),
    left: ({ realm }) => this.#left(realm),
    live: (body) => this.#live(body),
    snapshot: ({ realm, position, payload }) => this.#snapshot(realm, position, payload),
    event: ({ realm = '', sequence, payload }) => this.#event(realm, sequence, payload),
    resync: ({ realm }) => this.#resync(realm),
    delayed: ({ realm, code = 0, text = '' }) => this.#listeners.emit('delayed', { realm, code, text }),
    presence: (body) => this.#listeners.emit('presence', this.#presence.take(body)),
    degraded: ({ degraded = false }) => this.#degrade(degraded),
    outcome: (body) => this.#settle(body.id, outcomeOf(body)),
    navigated: ({ id, path }) => this.#navigated(id, path),
    refused: ({ id = 0, path = '', code = 0, text = '' }) => this.#refused(id, { path, code, text }),
    loggedIn: (body) => this.#loggedIn(body),
    notLoggedIn: ({ id, code = 0, text = '' }) => this.#settle(id, refusal(text, code)),
    pong: (body) => this.#pong(body),
    expiring: ({ leftMs = 0 }) => this.#expiring(leftMs).catch((error) => this.#report(error)),
    closing: (body) => this.#connection.closing(body),
  };

  constructor(settings) {
    this.#settings = settings;
    this.#connection = new Connection(settings, {
      greeting: () => (settings.resume ? this.#continuity.greeting() : undefined),
      receive: (message) => this.#receive(message),
      changed: (event) => this.#changed(event),
      unreadable: (error) => this.#report(error),
    });
  }

  get state() {
    return this.#connection.state;
  }

  get realms() {
    return this.#continuity.roles;
  }

  on(name, listener) {
    return this.#listeners.on(name, listener);
  }

  navigate(path) {
    this.#endNavigation(refusal('superseded'));
    if (this.state === 'closed') return Promise.resolve(refusal('closed'));
    const { timers, commandTimeoutMs } = this.#settings;
    const late = () => this.#endNavigation(refusal('no answer in time'));
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
    return this.#answerTo(id, timeoutMs, unknown);
  }

  login = (token) => this.#prove('login', token);
  refresh = (token) => this.#prove('refresh', token);

  #prove(word, token) {
    const id = ++this.#lastId;
    if (!this.#connection.transmit({ [word]: { id, token } })) return Promise.resolve(refusal('not connected'));
    return this.#answerTo(id, this.#settings.commandTimeoutMs, refusal);
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
    if (state === 'closed') this.#endNavigation(refusal(text, code));
    this.#listeners.emit('state', event);
  }

  #disconnected() {
    for (const [id, { gaveUp }] of [...this.#calls]) this.#settle(id, gaveUp('connection lost'));
    if (this.#navigation) this.#navigation.asked = false;
  }

  #welcomed({ client, node, user, anonymous = false, heartbeatMs, ticket }) {
    this.#continuity.renew(ticket);
    this.#continuity.welcomed();
    this.#connection.welcomed(heartbeatMs);
    if (this.state !== 'open') return; // a listener closed the link
    this.#degrade(false);
    this.#listeners.emit('welcome', { client, node, user, anonymous });
    if (this.#navigation && !this.#navigation.asked) this.#askToNavigate();
  }

  async #expiring(leftMs) {
    this.#listeners.emit('expiring', { leftMs });
    if (this.#settings.token) await this.refresh(await this.#settings.token());
  }

  #joined(realm, role) {
    const outdated = this.#continuity.joined(realm, role);
    this.#listeners.emit('joined', { realm, role });
    if (outdated) this.#resync(realm);
  }

  #left(realm) {
    this.#continuity.left(realm);
    this.#presence.forget(realm);
    this.#listeners.emit('left', { realm });
  }

  #live({ realm, position, resumed = false }) {
    this.#continuity.begins(realm, position);
    this.#listeners.emit('live', { realm, resumed });
  }

  #snapshot(realm, position, payload) {
    this.#continuity.begins(realm, position);
    this.#listeners.emit('snapshot', carrying({ realm }, payload));
  }

  #event(realm, sequence, payload) {
    this.#continuity.advances(realm, sequence);
    this.#listeners.emit('event', carrying({ realm, sequence }, payload));
  }

  #resync(realm) {
    this.#continuity.outdated(realm);
    this.#listeners.emit('resync', { realm });
  }

  #degrade(degraded) {
    if (degraded === this.#degraded) return;
    this.#degraded = degraded;
    this.#listeners.emit('degraded', { degraded });
  }

  /** The hub answers nobody before it has named all his realms: what is not joined by now is lost. */
  #pong({ sentMs = 0, ticket }) {
    this.#continuity.renew(ticket);
    for (const realm of this.#continuity.lost()) this.#left(realm);
    this.#listeners.emit('lag', Math.round(this.#connection.pong(sentMs)));
  }

  #loggedIn({ id, user, anonymous = false, ticket }) {
    this.#continuity.renew(ticket);
    this.#settle(id, { ok: true, user, anonymous });
  }

  /** Also the answer to a superseded navigation tells where the hub put us. */
  #navigated(id, path) {
    this.#connection.path = path;
    this.#endNavigation({ ok: true }, id);
  }

  #refused(id, { path, code, text }) {
    const superseded = id !== 0 && id !== this.#navigationId;
    if (superseded) return;
    this.#listeners.emit('refused', { path, code, text });
    this.#endNavigation(refusal(text, code), id);
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

  /** The one answer, or what stands for it when none comes. */
  #answerTo(id, timeoutMs, gaveUp) {
    return new Promise((resolve) => {
      const late = () => this.#settle(id, gaveUp('no answer in time'));
      this.#calls.set(id, { resolve, gaveUp, timer: this.#settings.timers.setTimeout(late, timeoutMs) });
    });
  }

  #settle(id, answer) {
    const call = this.#calls.get(id);
    if (!call) return;
    this.#calls.delete(id);
    this.#settings.timers.clearTimeout(call.timer);
    call.resolve(answer);
  }

  #report(error) {
    if (!this.#listeners.emit('error', error)) console.warn(error);
  }
}
