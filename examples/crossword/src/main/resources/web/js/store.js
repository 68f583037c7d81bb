// What the realms look like that we are in: the snapshot that each begins with, and all that has happened since. It holds
// through lost connections, since the link brings what was missed, or another snapshot.
import { createEmitter } from './emitter.js'

const CHAT_KEPT = 200

const withLine = (lines, line) => [...lines, line].slice(-CHAT_KEPT)

/** By a realm's kind: its state after an event. */
const AFTER = {
  game: (_, { view }) => view,
  chat: (chat, { t, ...line }) => ({ lines: withLine(chat.lines, line) }),
  lobby: (lobby, { t, ...news }) => (t === 'chat' ? { ...lobby, chat: withLine(lobby.chat, news) } : { ...lobby, ...news }),
}

/** Emits `changed` {realm, state}. */
export function createStore(session) {
  const { on, emit } = createEmitter()
  const states = new Map()

  function keep(realm, state) {
    states.set(realm, state)
    emit('changed', { realm, state })
  }

  function happened({ realm, data }) {
    const after = AFTER[realm.split(':')[0]]
    if (after && data && states.has(realm)) keep(realm, after(states.get(realm), data))
  }

  session.on('snapshot', ({ realm, data }) => keep(realm, data))
  session.on('event', happened)
  session.on('left', ({ realm }) => states.delete(realm))

  return { on, of: realm => states.get(realm) }
}
