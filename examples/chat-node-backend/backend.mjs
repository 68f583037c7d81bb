// A backend in another language: chat rooms for a RealmHub node. It speaks bus.proto over NATS, see docs/subjects.md.
import { connect } from '@nats-io/transport-node';
import protobuf from 'protobufjs';
import { fileURLToPath } from 'node:url';

const PREFIX = 'rh';
const QUEUE = 'backend'; // one of all backends gets each request
const PROTO = new URL('../../realm-nats/src/main/protobuf/realmhub/bus/v1/bus.proto', import.meta.url);
const NO_SUCH_ROOM = { code: 4404, text: 'There is no such room.' };

const bus = (await protobuf.load(fileURLToPath(PROTO))).lookup('realmhub.bus.v1');
const encode = (type, value) => bus.lookupType(type).encode(value).finish();
const decode = (type, message) => bus.lookupType(type).decode(message.data);

// A token of a subject: percent-encoded UTF-8, all but A-Z a-z 0-9 _ -. encodeURIComponent leaves a few more alone.
const token = (id) =>
  encodeURIComponent(id).replace(/[!'()*.~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const subjectOf = (realm) => [PREFIX, 'realm', ...realm.split(':').map(token)].join('.');

const nats = await connect({
  servers: process.env.NATS_URL ?? 'nats://127.0.0.1:4222',
  maxReconnectAttempts: -1,
});

/** Serves requests; one that cannot be read is dropped and harms no other. */
function serve(subject, handle) {
  nats.subscribe(subject, {
    queue: QUEUE,
    callback: (error, message) => {
      try {
        if (!error) handle(message);
      } catch (malformed) {
        console.error(`dropped a message on ${subject}: ${malformed.message}`);
      }
    },
  });
}

/** Which realms does a client get? Those who come for /chat?room=red: the room red. */
function resolve({ target, handshake }) {
  const url = new URL(target, 'http://node');
  if (url.pathname !== '/chat') return { abstained: {} };
  const atConnect = handshake?.query.find((parameter) => parameter.name === 'room')?.values[0];
  const room = url.searchParams.get('room') ?? atConnect ?? '';
  if (!/^[^:\p{Cc}\p{Cs}]{1,64}$/u.test(room)) return { refused: NO_SUCH_ROOM };
  return { granted: { memberships: [{ realm: `room:${room}`, role: 'guest' }] } };
}

/** A client says something in its room. Who it is stands in the subject, where permissions can hold nodes to it. */
function say(message, view) {
  if (!(Number(message.headers?.get('Rh-Deadline')) > Date.now())) return; // must not be run any more
  const [type, , user] = message.subject.slice(PREFIX.length + '.in.'.length).split('.').map(decodeURIComponent);
  const { payload, membership } = decode('Command', message);
  if (!payload || !membership) throw new Error(`${type} without payload or membership`);
  nats.publish(subjectOf(membership.realm), encode('Publication', { common: view(payload, user) }));
  if (message.reply) message.respond(encode('Outcome', { ok: {} }));
}

serve(`${PREFIX}.resolve`, (message) =>
  message.respond(encode('Resolution', resolve(decode('ResolveRequest', message)))),
);
serve(`${PREFIX}.in.say.>`, (message) => say(message, (payload, user) => ({ text: `${user}: ${payload.text}` })));
serve(`${PREFIX}.in.raw.>`, (message) => say(message, (payload) => payload));

await nats.flush(); // the server knows what we serve
console.log('ready');
