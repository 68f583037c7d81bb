// Turns in words: for the move list, the announcer and the end of the game.
import { pointsText } from './squares.js'

export const nameIn = (view, player) => view.players[player]?.name || `Player ${player + 1}`

const KINDS = {
  move: turn => turn.words.join(', '),
  exchange: turn => `exchanged ${turn.count} ${turn.count === 1 ? 'tile' : 'tiles'}`,
  pass: () => 'passed',
  resign: () => 'resigned',
  time: () => 'ran out of time',
}

export const deedOf = turn => (KINDS[turn.kind] ?? (() => turn.kind))(turn)

export function sentenceOf(view, turn) {
  const who = turn.player === view.you ? 'You' : nameIn(view, turn.player)
  return turn.kind === 'move' ? `${who} played ${deedOf(turn)} for ${pointsText(turn.score)}.` : `${who} ${deedOf(turn)}.`
}

export function turnText(view) {
  if (view.over) return 'Game over'
  return view.toMove === view.you ? 'Your turn' : `${nameIn(view, view.toMove)}’s turn`
}

export function resultText({ over, you, scores, ...view }) {
  const { winner } = over
  const points = winner === 1 ? `${scores[1]}\u00a0:\u00a0${scores[0]}` : `${scores[0]}\u00a0:\u00a0${scores[1]}`
  if (winner === null || winner === undefined) return `A draw, ${points}`
  return `${winner === you ? 'You win' : `${nameIn(view, winner)} wins`}, ${points}`
}

const REASONS = {
  out: outText,
  scoreless: () => 'Six turns in a row without a score.',
  resign: view => `${nameIn(view, 1 - view.over.winner)} resigned.`,
  time: view => `${nameIn(view, 1 - view.over.winner)} ran out of time.`,
}

export const reasonText = view => [REASONS[view.over.reason]?.(view), adjustText(view)].filter(Boolean).join(' ')

/** Who went out need not be who won: his rack is the empty one. */
function outText(view) {
  const out = view.rackSizes.indexOf(0)
  return out < 0 ? 'All tiles are played.' : `${nameIn(view, out)} is out of tiles.`
}

function adjustText(view) {
  const adjust = view.over.adjust ?? [0, 0]
  if (adjust.every(points => points === 0)) return ''
  const signed = points => (points > 0 ? `+${points}` : `−${-points}`)
  return `Tiles left: ${[0, 1].map(player => `${nameIn(view, player)} ${signed(adjust[player])}`).join(', ')}.`
}
