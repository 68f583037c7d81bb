/*
 * One lasting connection to a hub over many sockets: opens them, watches them, and decides whether to come back.
 * It knows no realm and no command. Its caller is realm.js; the contract of both stands in realm.d.ts.
 */

const SILENT_HEARTBEATS = 2.5;
const DEFAULT_HEARTBEAT_MS = 10_000;
const LONGEST_PAUSE_MS = 3_600_000;
const CONNECTION_LOST = 1006;

const FINAL = new Set([1000, 1002, 1003, 1007, 1008, 1009, 1010, 4508]);
const PASSING = new Set([4408, 4413, 4429]);
const PAUSE_MS = { 4413: 5_000, 4429: 5_000 };

export function mayComeBack(code) {
  const ownFault = code >= 4000 && code < 4500;
  return ownFault ? PASSING.has(code) : !FINAL.has(code);
}

function addressOf({ url, scope, token }, path, resumes) {
  const address = new URL(url, scope.location?.href);
  address.protocol = address.protocol.replace('http', 'ws');
  address.hash = '';
  const add = (pair) => { address.search += `${address.search ? '&' : '?'}${pair}`; };
  if (path !== undefined) add(`path=${encodeURIComponent(path)}`);
  if (token) add('login=1');
  if (resumes) add('resume=1');
  return address.href;
}

/** Pings once a heartbeat, and calls `lost` when the hub has been silent for too long. */
class Heartbeat {
  constructor({ timers, now }, transmit, lost) {
    Object.assign(this, { timers, now, transmit, lost });
  }

  start(everyMs) {
    this.stop();
    Object.assign(this, { everyMs, lagMs: 0, pongs: 0 });
    this.beat();
    this.watch(SILENT_HEARTBEATS * everyMs);
  }

  stop() {
    this.timers.clearTimeout(this.beatTimer);
    this.timers.clearTimeout(this.watchTimer);
  }

  beat() {
    this.ping();
    this.beatTimer = this.timers.setTimeout(() => this.beat(), this.everyMs);
  }

  ping() {
    this.transmit({ ping: { sentMs: Math.round(this.now()), lagMs: Math.round(this.lagMs) } });
  }

  /** The average round trip in ms: the mean of the first four, then each new one weighs a tenth. */
  pong(sentMs) {
    this.pongs += 1;
    const weight = this.pongs <= 4 ? 1 / this.pongs : 0.1;
    this.lagMs += weight * (Math.max(0, this.now() - sentMs) - this.lagMs);
    return this.lagMs;
  }

  heard() {
    this.heardAt = this.now();
    this.asking = false;
  }

  /** Gives the hub one heartbeat to prove that it is there. */
  ask() {
    this.ping();
    if (this.asking) return;
    this.asking = true;
    this.watch(this.everyMs);
  }

  watch(ms) {
    const due = this.now() + ms;
    this.timers.clearTimeout(this.watchTimer);
    this.watchTimer = this.timers.setTimeout(() => this.check(due), ms);
  }

  check(due) {
    const now = this.now();
    const restMs = this.heardAt + SILENT_HEARTBEATS * this.everyMs - now;
    // Browsers hold back the timers of hidden pages: a late timer proves that we slept, not that the hub is gone.
    const wasHeldBack = now - due > this.everyMs;
    if (this.asking) this.lost();
    else if (restMs > 0) this.watch(restMs);
    else if (wasHeldBack) this.ask();
    else this.lost();
  }
}

export class Connection {
  state = 'connecting';
  path; // the next socket's
  #settings;
  #caller; // greeting(), receive(message), changed(state event), unreadable(error)
  #heartbeat;
  #socket;
  #opened; // did the handshake of this socket succeed?
  #welcomedAt; // on this socket, or undefined
  #closing; // the hub's announcement on this socket, or undefined
  #timer; // of the welcome while connecting, of the next attempt while waiting
  #attempts = 0;
  #notBefore = 0;
  #wakers = new AbortController();

  constructor(settings, caller) {
    this.#settings = settings;
    this.#caller = caller;
    this.path = settings.path;
    const silent = () => this.#lost(CONNECTION_LOST, 'the hub fell silent');
    this.#heartbeat = new Heartbeat(settings, (message) => this.transmit(message), silent);
    this.#open();
    this.#listenForWaking(settings.scope);
  }

  welcomed(heartbeatMs) {
    this.#settings.timers.clearTimeout(this.#timer);
    this.#welcomedAt = this.#settings.now();
    this.#heartbeat.start(heartbeatMs || DEFAULT_HEARTBEAT_MS);
    this.#enter({ state: 'open' });
  }

  closing(announcement) {
    this.#closing = announcement;
  }

  pong(sentMs) {
    return this.#heartbeat.pong(sentMs);
  }

  /** False if it was not sent: there is no welcomed connection, or the hub is about to close it. */
  transmit(message) {
    const text = JSON.stringify(message);
    const ready = this.#welcomedAt !== undefined && !this.#closing && this.#socket?.readyState === 1;
    if (ready) this.#socket.send(text);
    return ready;
  }

  close() {
    if (this.state !== 'closed') this.#finish({ code: 1000, text: 'closed by this side' });
  }

  #open() {
    const { WebSocket, protocols, timers, welcomeTimeoutMs } = this.#settings;
    const greeting = this.#caller.greeting();
    const socket = new WebSocket(addressOf(this.#settings, this.path, greeting), protocols);
    // A dropped socket may still speak; nobody hears it.
    const on = (name, handle) =>
      socket.addEventListener(name, (event) => socket === this.#socket && handle(event));
    on('open', () => {
      this.#opened = true;
      this.#greet(socket, greeting);
    });
    on('message', ({ data }) => this.#read(data));
    on('close', ({ code, reason }) => this.#lost(code, reason));
    on('error', () => {}); // tells nothing that `close` does not, but `ws` throws if nobody listens
    this.#socket = socket;
    this.#opened = false;
    this.#welcomedAt = this.#closing = undefined;
    const late = () => this.#lost(CONNECTION_LOST, 'no welcome in time');
    this.#timer = timers.setTimeout(late, welcomeTimeoutMs);
    this.#enter({ state: 'connecting' });
  }

  /** Who it is, if the page says so, and behind it what it knows. */
  async #greet(socket, greeting) {
    try {
      const { token } = this.#settings;
      const login = token && JSON.stringify({ login: { token: await token() } });
      const words = [login, greeting].filter(Boolean).join('\n');
      if (words) socket.send(words);
    } catch (cause) {
      if (socket === this.#socket) this.#lost(CONNECTION_LOST, `no token: ${cause}`);
    }
  }

  #read(data) {
    const socket = this.#socket;
    this.#heartbeat.heard();
    if (typeof data !== 'string') return this.#caller.unreadable(new Error('a binary frame'));
    for (const line of data.split('\n')) {
      if (socket !== this.#socket) return; // a listener closed the link
      if (line) this.#readLine(line);
    }
  }

  #readLine(line) {
    try {
      this.#caller.receive(JSON.parse(line));
    } catch (cause) {
      this.#caller.unreadable(new Error(`an unreadable message: ${line.slice(0, 80)}`, { cause }));
    }
  }

  #lost(code, reason) {
    const closing = this.#closing;
    const guess = this.#opened ? 'connection lost' : 'could not connect: no network, or refused by the server';
    const why = { code: closing?.code ?? code, text: closing?.text || reason || guess };
    const retry = closing ? closing.retry : mayComeBack(code);
    if (!retry) return this.#finish(why);
    const pauseMs = closing ? Math.min(closing.retryAfterMs ?? 0, LONGEST_PAUSE_MS) : (PAUSE_MS[code] ?? 0);
    this.#drop();
    this.#comeBack(pauseMs, why);
  }

  /** Full jitter; if the hub asked for a pause, the jitter comes after it. */
  #comeBack(pauseMs, why) {
    const { backoff, now, random } = this.#settings;
    if (now() - this.#welcomedAt >= backoff.stableMs) this.#attempts = 0;
    const stepMs = Math.min(backoff.maxMs, backoff.firstMs * 2 ** this.#attempts++);
    const retryInMs = Math.round(pauseMs + random() * Math.max(stepMs, pauseMs));
    this.#notBefore = now() + pauseMs;
    this.#openIn(retryInMs);
    this.#enter({ state: 'waiting', retryInMs, ...why });
  }

  #openIn(ms) {
    this.#settings.timers.clearTimeout(this.#timer);
    this.#timer = this.#settings.timers.setTimeout(() => this.#open(), ms);
  }

  #finish(why) {
    this.#drop(1000);
    this.#wakers.abort();
    this.#enter({ state: 'closed', ...why });
  }

  #drop(closeCode) {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#settings.timers.clearTimeout(this.#timer);
    this.#heartbeat.stop();
    socket?.close(closeCode);
  }

  #listenForWaking(scope) {
    const { signal } = this.#wakers;
    const page = scope.document;
    const shown = () => page.visibilityState === 'visible' && this.#wake();
    scope.addEventListener?.('online', () => this.#wake(), { signal });
    page?.addEventListener('visibilitychange', shown, { signal });
  }

  #wake() {
    if (this.state === 'open') this.#heartbeat.ask();
    if (this.state === 'waiting') this.#openIn(Math.max(0, this.#notBefore - this.#settings.now()));
  }

  #enter(event) {
    this.state = event.state;
    this.#caller.changed(event);
  }
}
