// The lobby page: shows the latest state of the lobby, and says every 10 s that it is still here.
import { createChat } from './chat.js'
import { byId } from './elements.js'
import { createLobbyLists } from './lobby-lists.js'

const REALM = 'lobby'
const HERE_EVERY_MS = 10_000

export function createLobbyPage({ session, store, identity, notices, login, open }) {
  const command = (type, payload) => session.command(type, payload, REALM)
  const lists = createLobbyLists(identity, { accept, close })
  const chat = createChat('lobby-chat', { notices, login, send: text => command('lobby-chat', { text }) })
  let entered = false
  let here = 0

  function enter() {
    entered = true
    document.title = 'Lobby · Crossword'
    chat.hint(identity.me ? 'Say something' : 'Log in to chat')
    here = setInterval(sayHere, HERE_EVERY_MS)
    sayHere()
    changed({ realm: REALM, state: store.of(REALM) })
  }

  function leave() {
    entered = false
    clearInterval(here)
    if (session.isIn(REALM)) session.send('lobby-leave', {}, REALM)
  }

  const sayHere = () => session.isIn(REALM) && session.send('lobby-here', {}, REALM)

  function changed({ realm, state }) {
    if (!entered || realm !== REALM || !state) return
    lists.users(state.users)
    lists.seeks(state.seeks)
    lists.games(state.games)
    chat.merge(state.chat)
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

  session.on('joined', ({ realm }) => entered && realm === REALM && sayHere())
  store.on('changed', changed)
  addEventListener('pagehide', () => entered && leave())
  addEventListener('pageshow', event => event.persisted && location.reload())
  byId('open-seek').addEventListener('click', () => run('seek-open', {}))

  return { enter, leave }
}
