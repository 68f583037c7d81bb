/** May a client come back after a connection that ended with this close code? */
export function mayComeBack(code: number): boolean;

/**
 * Opens a link to a hub and keeps it open: a connection that breaks is replaced by a new one for as long as the close
 * code allows it (see {@link mayComeBack}). Returns at once; the first `state` event that a listener can hear is `open`,
 * `waiting` or `closed`. Throws only if the URL or the protocols are not fit for a WebSocket.
 */
export function connect(options: LinkOptions): Link;

export interface LinkOptions {
  /** Of the hub's endpoint: `ws(s):`, `http(s):`, or relative to the page. */
  url: string | URL;
  /** What the hub resolves to realms, such as `/game/abc`. Sent as the query parameter `path`. */
  path?: string;
  /** The constructor to use. Default: the browser's; in Node, give that of the package `ws`. */
  WebSocket?: WebSocketConstructor;
  /** Offered to the hub; must hold `realmhub.v1.json`, which is the default. */
  protocols?: string[];
  /** How long a command or a navigation waits for its answer, if it says nothing else. Default 6000. */
  commandTimeoutMs?: number;
  /** How long a new socket may take to be welcomed before it is given up. Default 15000. */
  welcomeTimeoutMs?: number;
  /**
   * Whether a new connection goes on where the one before ended, within 2 minutes and on any hub of the cluster. If not,
   * each realm begins anew, behind a `resync`. Default true.
   */
  resume?: boolean;
  /**
   * Where the token is to be had that says whose the connection is, if no cookie does: asked for each new connection, and
   * again before the token expires. Sent as the first message, never in the URL.
   */
  token?: () => string | Promise<string>;
  backoff?: Backoff;
  /** A clock that never goes back, in ms. Default `performance.now`. */
  now?: () => number;
  /** From 0 up to 1. Default `Math.random`. */
  random?: () => number;
  timers?: Timers;
  /** Where `location`, `document` and the `online` event are looked for. Default `globalThis`. */
  scope?: object;
}

/** Attempt n follows after a random time from 0 to `min(maxMs, firstMs * 2^n)`. */
export interface Backoff {
  /** Default 200. */
  firstMs?: number;
  /** Default 15000. */
  maxMs?: number;
  /** A connection that was welcomed for at least this long starts the count anew. Default 10000. */
  stableMs?: number;
}

export interface Timers {
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: any): void;
}

export type WebSocketConstructor = new (url: string, protocols: string[]) => {
  readonly readyState: number;
  addEventListener(name: any, listener: (event: any) => void): void;
  send(text: string): void;
  close(code?: number): void;
};

export type LinkState = 'connecting' | 'open' | 'waiting' | 'closed';

export interface Link {
  /** `open` means welcomed, and not merely connected. `closed` is final. */
  readonly state: LinkState;
  /**
   * Realm to role, as last told by the hub. A lost connection leaves it as it is, and so does the next welcome. Each realm
   * that the new connection has again is `joined` anew; each that it has not is `left`, a round trip after the welcome.
   */
  readonly realms: ReadonlyMap<string, string>;

  /**
   * Returns the function that ends the listening. Listeners run in the order in which they came; one that throws is
   * reported by `console.error` and disturbs nobody.
   */
  on<K extends keyof LinkEvents>(name: K, listener: (event: LinkEvents[K]) => void): () => void;

  /**
   * Asks for the realms of another path on the same connection. Never rejects. While the link is not open the question
   * waits for the next welcome, and it is asked again if its connection broke; all that within `commandTimeoutMs`. The
   * path of the last navigation that succeeded is where a new connection begins.
   */
  navigate(path: string): Promise<NavigateResult>;

  /**
   * Has exactly one outcome, and never rejects. It is sent now or never: if the link is not open the outcome is
   * `unavailable`, at once; a command that was sent is not sent again.
   */
  command(type: string, payload?: Payload, options?: { realm?: string; timeoutMs?: number }): Promise<Outcome>;

  /** A command without an outcome. False if it was not sent. */
  send(type: string, payload?: Payload, options?: { realm?: string }): boolean;

  /**
   * Asks to become another user on the same connection; the token is for the hub's authenticator. Never rejects. The realms
   * that this user has on the path are joined and left before it resolves. It is sent now or never, as a command is; if the
   * connection is lost before the answer, it may or may not have been done. The next connection says by its own handshake
   * whose it is: if cookies do not tell, log in again at `welcome`.
   */
  login(token: string): Promise<LoginResult>;

  /**
   * Brings another token of the same user, before the one that the connection began with expires; nothing else changes. Done
   * by itself if there is `token` in the options. Answers as `login` does.
   */
  refresh(token: string): Promise<LoginResult>;

  /** Ends the link for good. Commands that still wait become `unknown`. May be called more than once. */
  close(): void;
}

/** A string and bytes are sent as they are, anything else as JSON text. */
export type Payload = string | Uint8Array | object | number | boolean | null;

export type NavigateResult =
  | { ok: true }
  /** The hub's close code and text; 0 if this side gave up: superseded, no answer in time, closed. */
  | { ok: false; code: number; text: string };

export type LoginResult =
  | { ok: true; user: string; anonymous: boolean }
  /** The hub's close code and text; 0 if this side gave up: not connected, connection lost, no answer in time. */
  | { ok: false; code: number; text: string };

export interface Carried {
  /** The payload's text, or undefined if it is binary or absent. */
  text: string | undefined;
  /** The text as JSON, parsed at the first look; undefined if it is none. */
  readonly data: unknown;
  /** The payload's bytes, or undefined if it is text or absent. */
  bytes: Uint8Array | undefined;
}

export interface Outcome extends Carried {
  /**
   * `ok` and `rejected` are the backend's answers. `unavailable`: it was not run. `unknown`: it may or may not have been
   * run, because no answer came in time or the connection was lost.
   */
  status: 'ok' | 'rejected' | 'unavailable' | 'unknown';
  /** If not `ok`: words for people, if there are any. */
  text: string | undefined;
  /** If rejected: the backend's word for programs; `bad_payload` if the payload has no JSON form. */
  code: string | undefined;
}

export interface PresenceNews {
  realm: string;
  /** All who are there; undefined if the hub tells no more than the numbers: the realm is large, or this client may not see more. */
  members: Member[] | undefined;
  /** How many users there are; 0 if the hub counts connections only. */
  users: number;
  clients: number;
  /** Those of `members` who were not there before. */
  joined: Member[];
  /** Who is there no more. */
  left: { user: string; reason: 'left' | 'lost' | 'kicked' | 'replaced' | 'node_died' }[];
}

export interface Member {
  user: string;
  role: string;
  /** Epoch milliseconds, by the hub's clock. */
  sinceMs: number;
  /** How many connections; 0 if the user has just gone, and may be back. */
  sockets: number;
}

export interface LinkEvents {
  welcome: { client: string; node: string; user: string; anonymous: boolean };
  /**
   * The client is in the realm, for the first time or, on a new connection, again. What is known of it is no older than
   * before: if it is, `resync` follows.
   */
  joined: { realm: string; role: string };
  /** No event of the realm follows, until it is joined again. */
  left: { realm: string };
  /**
   * The realm's state, if its kind has snapshots: it replaces whatever is known. Every event after it comes, each once.
   * Also after `resync`, and whenever the hub finds that it must begin the realm anew.
   */
  snapshot: { realm: string } & Carried;
  /**
   * In a realm that keeps a stream: every event from now on comes, each once. `resumed`: nothing is missing since the last
   * connection either.
   */
  live: { realm: string; resumed: boolean };
  /**
   * Something of the realm was missed, or may have been: what is known of it is out of date. In a realm with snapshots one
   * follows by itself; in others the events go on, and it is for the page to ask its backend.
   */
  resync: { realm: string };
  /** The realm's snapshot cannot be had now; the hub goes on trying. The code is one of the hub's close codes. */
  delayed: { realm: string; code: number; text: string };
  /**
   * Whether the hub has lost its link to the backends: no events come, and commands are `unavailable`. What was missed comes
   * afterwards, or `resync` does. A new connection begins with false.
   */
  degraded: { degraded: boolean };
  /**
   * The realm is empty if the event was addressed to the user, the client or everyone. The sequence is its place in the
   * realm's stream, if it came through one: it grows, with holes.
   */
  event: { realm: string; sequence: number | undefined } & Carried;
  /** The token expires in so many ms; 0 if it has. Soon after that the hub closes with 4401, unless there is another. */
  expiring: { leftMs: number };
  /**
   * Who is in the realm, on all hubs, if its kind has presence: soon after `joined`, and then whenever it changes, a few times a
   * second at most. On a new connection `members` are as the hub knows them then; nobody is `left` who went meanwhile.
   */
  presence: PresenceNews;
  /** A navigation was refused; the realms are as before. */
  refused: { path: string; code: number; text: string };
  /**
   * `waiting` and `closed` say why. Browsers do not tell a refused handshake from an absent network: both are code 1006,
   * "could not connect", and are tried again. `retryInMs` is an upper bound: `online` and the page's reappearance
   * shorten the wait, but never below the pause that the hub asked for.
   */
  state: { state: LinkState; retryInMs?: number; code?: number; text?: string };
  /** Round trip in whole ms: the mean of the first four on a connection, then each new one weighs a tenth. */
  lag: number;
  /** An unreadable message, which was skipped. Goes to `console.warn` if nobody listens. */
  error: unknown;
}
