// The lobby page: asks for the state on arrival, then follows the events, and says every 10 s that it is still here.
import { createChat } from './chat.js'
import { byId } from './elements.js'
import { createLobbyLists } from './lobby-lists.js'

const REALM = 'lobby'
const HERE_EVERY_MS = 10_000
const RETRY_MS = 2_000

export function createLobbyPage({ session, identity, notices, login, open }) {
  const command = (type, payload) => session.command(type, payload, REALM)
  const lists = createLobbyLists(identity, { accept, close })
  const chat = createChat('lobby-chat', { notices, login, send: text => command('lobby-chat', { text }) })
  const show = { users: event => lists.users(event.users), seeks: event => lists.seeks(event.seeks) }
  show.games = event => lists.games(event.games)
  show.chat = chat.add
  let entered = false
  let here = 0
  let retry = 0

  function enter() {
    entered = true
    document.title = 'Lobby · Crossword'
    chat.hint(identity.me ? 'Say something' : 'Log in to chat')
    here = setInterval(sayHere, HERE_EVERY_MS)
    if (session.isIn(REALM)) arrive()
  }

  function leave() {
    entered = false
    clearInterval(here)
    clearTimeout(retry)
    if (session.isIn(REALM)) session.send('lobby-leave', {}, REALM)
  }

  function arrive() {
    sayHere()
    askState()
  }

  const sayHere = () => session.isIn(REALM) && session.send('lobby-here', {}, REALM)

  async function askState() {
    clearTimeout(retry)
    const { status, data } = await command('lobby-state', {})
    if (!entered || !session.isIn(REALM)) return
    if (status === 'ok') render(data)
    else retry = setTimeout(askState, RETRY_MS)
  }

  function render(state) {
    lists.users(state.users)
    lists.seeks(state.seeks)
    lists.games(state.games)
    chat.merge(state.chat)
  }

  async function run(type, payload) {
    const outcome = await command(type, payload)
    if (notices.accepted(outcome)) notices.clear()
    else if (outcome.code === 'login') login.ask()
    else if (outcome.status !== 'rejected') askState()
    return outcome
  }

  async function accept(seek) {
    const { status, data } = await run('seek-accept', { seek })
    if (status === 'ok' && entered) open(data.game)
  }

  function close(seek) {
    return run('seek-close', { seek })
  }

  session.on('joined', ({ realm }) => entered && realm === REALM && arrive())
  session.on('event', ({ realm, data }) => entered && realm === REALM && show[data?.t]?.(data))
  addEventListener('pagehide', () => entered && leave())
  addEventListener('pageshow', event => event.persisted && location.reload())
  byId('open-seek').addEventListener('click', () => run('seek-open', {}))

  return { enter, leave }
}
