// Names, scores, whose turn it is, the bag, watched racks and the end of the game.
import { byId, setAttribute, setText } from './elements.js'
import { drawWatchedRack } from './rack.js'
import { nameIn, reasonText, resultText, turnText } from './turns.js'

export function drawScoreboard(view) {
  const watching = isWatching(view)
  ;[0, 1].forEach(player => drawPlayer(view, player))
  setText(byId('turn'), turnText(view))
  byId('turn').dataset.mine = view.toMove === view.you && !view.over
  setText(byId('bag'), `${view.bagCount} in the bag`)
  byId('watching').hidden = !watching
  drawHands(watching, view)
  drawOver(view)
  tellBody(view)
}

export function emptyScoreboard() {
  setText(byId('turn'), 'Loading the game…')
  setText(byId('bag'), '')
  byId('watching').hidden = true
  byId('over').hidden = true
  for (const key of ['turn', 'you', 'over']) delete document.body.dataset[key]
}

export const isWatching = view => view.you !== 0 && view.you !== 1

function drawPlayer(view, player) {
  const card = byId(`player-${player}`)
  const name = nameIn(view, player)
  const mine = player === view.you
  setAttribute(card, 'aria-label', name)
  setAttribute(card, 'data-moves', player === view.toMove && !view.over)
  setAttribute(card, 'data-won', view.over && view.over.winner === player)
  setText(card.querySelector('.player-name'), mine ? `${name} (you)` : name)
  setText(card.querySelector('.player-tiles'), `${view.rackSizes[player]} tiles`)
  setText(byId(`score-${player}`), String(view.scores[player]))
}

function drawHands(watching, view) {
  byId('rack').hidden = watching || Boolean(view.over)
  byId('game').querySelector('.watched-racks').hidden = !watching
  byId('game').querySelectorAll('.mine').forEach(button => (button.hidden = watching || Boolean(view.over)))
  byId('play').hidden = Boolean(view.over)
  if (!watching) return
  ;[0, 1].forEach(player => {
    setText(byId(`rack-${player}-name`), nameIn(view, player))
    drawWatchedRack(byId(`rack-${player}`), nameIn(view, player), view.racks[player] ?? '')
  })
}

function drawOver(view) {
  byId('over').hidden = !view.over
  if (!view.over) return
  setText(byId('over-result'), resultText(view))
  setText(byId('over-reason'), reasonText(view))
}

function tellBody(view) {
  const { dataset } = document.body
  dataset.turn = view.turn
  dataset.you = isWatching(view) ? 'observer' : view.you
  dataset.over = Boolean(view.over)
}
