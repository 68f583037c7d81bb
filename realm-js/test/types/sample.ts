// Compiled by test/package.test.js, never run.
import { connect, mayComeBack } from 'realmhub';
import type { Link, LoginResult, NavigateResult, Outcome, WebSocketConstructor } from 'realmhub';

declare const FromThePackageWs: WebSocketConstructor;
const link: Link = connect({ url: '/ws', path: '/game/abc' });
connect({ url: new URL('wss://hub.example/ws'), WebSocket: FromThePackageWs, protocols: ['realmhub.v1.json'], backoff: { firstMs: 500 } });
connect({ url: '/ws', WebSocket, resume: false });

const off: () => void = link.on('event', ({ realm, text, data, bytes }) => {
  const all: [string, string | undefined, unknown, Uint8Array | undefined] = [realm, text, data, bytes];
  console.log(all);
});
off();
link.on('welcome', ({ client, node, user, anonymous }) => console.log(client + node + user, !anonymous));
link.on('joined', ({ realm, role }) => console.log(realm + role));
link.on('left', ({ realm }) => console.log(realm));
link.on('snapshot', ({ realm, text, data }) => console.log(realm + text, data));
link.on('live', ({ realm, resumed }) => console.log(realm, !resumed));
link.on('resync', ({ realm }) => console.log(realm));
link.on('delayed', ({ realm, code, text }) => console.log(realm + text, code + 1));
link.on('degraded', ({ degraded }) => console.log(!degraded));
link.on('event', ({ sequence }) => console.log((sequence ?? 0) + 1));
link.on('refused', ({ path, code, text }) => console.log(path, code + 1, text));
link.on('state', ({ state, retryInMs, code, text }) => console.log(state === 'waiting', (retryInMs ?? 0) + (code ?? 0), text));
link.on('lag', (ms) => console.log(ms + 1));
link.on('error', (error) => console.log(error));

const result: NavigateResult = await link.navigate('/lobby');
if (!result.ok) console.log(result.code + 1, result.text);
const login: LoginResult = await link.login('token');
console.log(login.ok ? login.user + !login.anonymous : login.code + login.text);
const outcome: Outcome = await link.command('move', { tiles: [] }, { realm: 'game:abc', timeoutMs: 1 });
console.log(outcome.status === 'ok', outcome.data, outcome.bytes, outcome.code, outcome.text);
const sent: boolean = link.send('wave', new Uint8Array(1), { realm: 'lobby' });
console.log(sent, link.realms.get('lobby'), link.state, mayComeBack(1006));
link.close();

// @ts-expect-error: no such event
link.on('message', () => {});
// @ts-expect-error: a url is needed
connect({ path: '/game/abc' });
// @ts-expect-error: the map is the client's
link.realms.set('lobby', 'player');
// @ts-expect-error: the state is the client's
link.state = 'open';
// @ts-expect-error: not a status
console.log(outcome.status === 'done');
// @ts-expect-error: `code` exists only if it is not ok
console.log((await link.navigate('/lobby')).code);
// @ts-expect-error: `user` exists only if it is ok
console.log((await link.login('token')).user);
