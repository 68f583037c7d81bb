// What the realms look like that we are in: the snapshot that each begins with, and all that has happened since. It holds
// through lost connections, since the link brings what was missed, or another snapshot.
import { createEmitter } from './emitter.js'

const CHAT_KEPT = 200

const withLine = (lines, line) => [...lines, line].slice(-CHAT_KEPT)

/** The games with news of some of them; the newest last. */
function withGames(games, news) {
  const all = new Map(games.map(game => [game.game, game]))
  news.forEach(game => all.set(game.game, game))
  return [...all.values()]
}

function inLobby(lobby, { t, ...news }) {
  if (t === 'chat') return { ...lobby, chat: withLine(lobby.chat, news) }
  if (t === 'games') return { ...lobby, games: withGames(lobby.games, news.games) }
  return { ...lobby, ...news }
}

/** The user's id ends in his name. */
const personOf = ({ user, sockets }) => ({ id: user, name: user.slice(user.indexOf('~') + 1), away: sockets === 0 })

/** By a realm's kind: its state after an event. */
const AFTER = {
  game: (before, { view }) => (view.turn < before.turn ? before : view), // a turn may be told twice
  chat: (chat, { t, ...line }) => ({ lines: withLine(chat.lines, line) }),
  lobby: inLobby,
}

/** Emits `changed` {realm, state}, and `visitors` {realm, users, members}; members is undefined where they are too many to be named. */
export function createStore(session) {
  const { on, emit } = createEmitter()
  const states = new Map()
  const visitors = new Map()

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
  session.on('presence', ({ realm, users, members }) => {
    visitors.set(realm, { realm, users, members: members?.map(personOf) })
    emit('visitors', visitors.get(realm))
  })
  session.on('left', ({ realm }) => {
    states.delete(realm)
    visitors.delete(realm)
  })

  return { on, of: realm => states.get(realm), visitorsOf: realm => visitors.get(realm) }
}
