// The lobby page: shows the latest state of the lobby, and who is there.
import { createChat } from './chat.js'
import { byId } from './elements.js'
import { createLobbyLists } from './lobby-lists.js'

const REALM = 'lobby'

export function createLobbyPage({ session, store, identity, notices, login, open }) {
  const command = (type, payload) => session.command(type, payload, REALM)
  const lists = createLobbyLists(identity, { accept, close })
  const chat = createChat('lobby-chat', { notices, login, send: text => command('lobby-chat', { text }) })
  let entered = false

  function enter() {
    entered = true
    document.title = 'Lobby · Crossword'
    chat.hint(identity.me ? 'Say something' : 'Log in to chat')
    changed({ realm: REALM, state: store.of(REALM) })
    came(store.visitorsOf(REALM) ?? { realm: REALM, users: 0, members: [] })
  }

  function leave() {
    entered = false
  }

  function changed({ realm, state }) {
    if (!entered || realm !== REALM || !state) return
    lists.seeks(state.seeks)
    lists.games(state.games)
    chat.merge(state.chat)
  }

  function came({ realm, users, members }) {
    if (entered && realm === REALM) lists.users(members ?? [], users)
  }

  async function run(type, payload) {
    const outcome = await command(type, payload)
    if (notices.accepted(outcome)) notices.clear()
    else if (outcome.code === 'login') login.ask()
    return outcome
  }

  async function accept(seek) {
    const { status, data } = await run('seek-accept', { seek })
    if (status === 'ok' && entered) open(data.game)
  }

  function close(seek) {
    return run('seek-close', { seek })
  }

  store.on('changed', changed)
  store.on('visitors', came)
  addEventListener('pageshow', event => event.persisted && location.reload())
  byId('open-seek').addEventListener('click', () => run('seek-open', {}))

  return { enter, leave }
}
