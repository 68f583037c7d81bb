// The game page: shows the latest view of the game, sends what the player does.
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

export function createGamePage({ session, store, identity, notices, login }) {
  const dialogs = createDialogs()
  const clocks = createClocks()
  session.on('lag', clocks.lag)
  const moves = createMoves()
  const area = createPlayArea({ pickBlank: dialogs.pickBlank, notices, changed: drawPreview })
  const chat = createChat('chat', { notices, login, send: text => session.command('chat', { text }, chatRealm()) })
  let game = null
  let view = null
  let busy = false

  const realm = () => `game:${game}`
  const chatRealm = () => session.chatOf(game) ?? `chat:${view && isWatching(view) ? 'tv' : 'game'}:${game}`

  function enter(route) {
    game = route.game
    view = null
    document.title = 'Game · Crossword'
    chat.hint(identity.me ? 'Say something' : 'Log in to chat')
    setText(byId('game-title'), `Game ${game}`)
    ;[emptyScoreboard, area.empty, clocks.empty, moves.empty, chat.empty].forEach(empty => empty())
    for (const known of [realm(), chatRealm()]) changed({ realm: known, state: store.of(known) })
  }

  function leave() {
    game = null
    emptyScoreboard()
  }

  function show(next) {
    if (view && next.turn < view.turn) return // a snapshot may be ahead of the events that follow it
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

  function changed({ realm: which, state }) {
    if (!game || !state) return
    if (which === realm()) show(state)
    if (which === chatRealm()) chat.merge(state.lines)
  }

  store.on('changed', changed)
  listenToPointer(area)
  listenToKeys(area, { isActive: () => game !== null && !byId('game').hidden, play })
  const buttons = { play, exchange, resign, pass, recall: area.recall, shuffle: area.shuffle }
  for (const [id, action] of Object.entries(buttons)) byId(id).addEventListener('click', () => action())

  return { enter, leave }
}
