// The game page: asks for the view on arrival, follows the views of every turn, sends what the player does.
import { createChat } from './chat.js'
import { createClocks } from './clocks.js'
import { createDialogs } from './dialogs.js'
import { byId, setText } from './elements.js'
import { listenToKeys } from './keyboard.js'
import { createMoves } from './moves.js'
import { createPlayArea } from './play-area.js'
import { listenToPointer } from './pointer.js'
import { preview } from './preview.js'
import { drawScoreboard, emptyScoreboard, isWatching } from './scoreboard.js'
import { pointsText } from './squares.js'
import { sentenceOf, turnText } from './turns.js'

const RETRY_MS = 2_000

export function createGamePage({ session, identity, notices, login }) {
  const dialogs = createDialogs()
  const clocks = createClocks()
  const moves = createMoves()
  const area = createPlayArea({ pickBlank: dialogs.pickBlank, notices, changed: drawPreview })
  const chat = createChat('chat', { notices, login, send: text => session.command('chat', { text }, chatRealm()) })
  let game = null
  let view = null
  let retry = 0
  let busy = false

  const realm = () => `game:${game}`
  const chatRealm = () => session.realmStarting('chat:') ?? `chat:${view && isWatching(view) ? 'tv' : 'game'}:${game}`

  function enter(route) {
    game = route.game
    view = null
    document.title = 'Game · Crossword'
    chat.hint(identity.me ? 'Say something' : 'Log in to chat')
    setText(byId('game-title'), `Game ${game}`)
    ;[emptyScoreboard, area.empty, clocks.empty, moves.empty, chat.empty].forEach(empty => empty())
    if (session.isIn(realm())) askView()
  }

  function leave() {
    game = null
    clearTimeout(retry)
    emptyScoreboard()
  }

  async function askView() {
    clearTimeout(retry)
    const asked = game
    const { status, data } = await session.command('game-state', {}, realm())
    if (asked !== game || !session.isIn(realm())) return
    if (status === 'ok') show(data)
    else retry = setTimeout(askView, RETRY_MS)
  }

  function show(next) {
    if (next.chat) chat.merge(next.chat)
    if (!isNews(next, view)) return
    const before = view
    view = next
    clocks.follow(view)
    drawScoreboard(view)
    area.follow(view)
    moves.follow(view)
    setText(byId('chat-title'), isWatching(view) ? 'Observers’ chat' : 'Players’ chat')
    document.title = `${turnText(view)} · Crossword`
    if (before && before.turn < view.turn) turned(before.log.length)
  }

  /** Says aloud what happened, and forgets what was said about the turn before. */
  function turned(alreadyTold) {
    const told = view.log.slice(alreadyTold).map(turn => sentenceOf(view, turn))
    notices.announce([...told, `${turnText(view)}.`].join(' '))
    notices.clear()
  }

  function drawPreview(tiles, board) {
    const found = preview(tiles, board)
    setText(byId('preview'), found ? `${found.word} would score ${pointsText(found.score)}` : '')
  }

  /** One command at a time, always for the turn that is shown: the server refuses it when that turn is gone. */
  async function act(type, payload) {
    if (busy || !view) return
    busy = true
    const asked = game
    const outcome = await session.command(type, payload, realm())
    busy = false
    if (asked !== game) return
    if (notices.accepted(outcome)) notices.clear()
    else if (outcome.status !== 'rejected' || outcome.code === 'stale_turn') askView()
  }

  const turn = () => view?.turn
  const play = () => act('move', { turn: turn(), tiles: area.tiles() })
  const pass = () => act('pass', { turn: turn() })

  async function exchange() {
    const letters = await dialogs.exchange(area.draft.slots.map(slot => slot.letter).join(''))
    if (!letters) return
    area.recall()
    act('exchange', { turn: turn(), letters })
  }

  async function resign() {
    if (await dialogs.resign()) act('resign', {})
  }

  function happened({ realm: where, data }) {
    if (!game || !data) return
    if (where === realm() && data.t === 'game') show(data.view)
    if (where === chatRealm() && data.t === 'chat') chat.add(data)
  }

  session.on('joined', ({ realm: joined }) => game && joined === realm() && askView())
  session.on('event', happened)
  listenToPointer(area)
  listenToKeys(area, { isActive: () => game !== null && !byId('game').hidden, play })
  const buttons = { play, exchange, resign, pass, recall: area.recall, shuffle: area.shuffle }
  for (const [id, action] of Object.entries(buttons)) byId(id).addEventListener('click', () => action())

  return { enter, leave }
}

/** A later turn, or the same one with another end, another viewer or less time: clocks only run down. */
function isNews(next, shown) {
  if (!shown || next.turn > shown.turn) return true
  if (next.turn < shown.turn || (shown.over && !next.over)) return false
  const total = view => view.clocks[0] + view.clocks[1]
  return Boolean(next.over) !== Boolean(shown.over) || next.you !== shown.you
    || next.clockRunning !== shown.clockRunning || total(next) < total(shown)
}
