// Puts the page together: one session, one router, two pages and the page for what does not exist.
import { createConnection } from './connection.js'
import { byId, setText } from './elements.js'
import { createGamePage } from './game.js'
import { createIdentity } from './identity.js'
import { createLobbyPage } from './lobby.js'
import { createLogin } from './login.js'
import { createNotices } from './notices.js'
import { createRouter } from './router.js'
import { createSession } from './session.js'
import { createStore } from './store.js'

const identity = createIdentity()
const session = createSession()
const store = createStore(session)
const notices = createNotices()
const login = createLogin(identity, notices)
const router = createRouter(show)

const shared = { session, store, identity, notices, login, open: game => router.go(`/game/${encodeURIComponent(game)}`) }
const pages = { lobby: createLobbyPage(shared), game: createGamePage(shared) }
let current = null

createConnection(session)
session.on('missing', showMissing)
session.on('event', startOfMyGame)
identity.on('changed', () => {
  current.leave()
  showSection(current.route.page)
  current.enter(current.route)
  session.reopen()
})

function show(route) {
  const first = current === null
  current?.leave()
  current = { ...pages[route.page], route }
  notices.clear()
  showSection(route.page)
  document.body.dataset.page = route.page
  current.enter(route)
  session.go(route.path)
  if (!first) byId(`${route.page}-title`).focus()
}

function showSection(id) {
  for (const section of ['lobby', 'game', 'missing']) byId(section).hidden = section !== id
  notices.moveInto(byId(id))
}

function showMissing({ code, text }) {
  const title = code === 4404 ? 'No such game' : 'You cannot enter here'
  document.title = `${title} · Crossword`
  setText(byId('missing-title'), title)
  setText(byId('missing-text'), text || 'The server refused this page.')
  showSection('missing')
  byId('missing-title').focus()
}

/** A seek of ours was accepted: every lobby tab goes to the game; a tab on a game only hears of it. */
function startOfMyGame({ realm, data }) {
  if (realm !== '' || data?.t !== 'start') return
  if (current.route.page === 'lobby') shared.open(data.game)
  else if (current.route.game !== data.game) notices.show('A game of yours has started. You find it in the lobby.', 'info')
}

await identity.refresh()
router.start()
