// What the tiles put down would score if the words stand. Only a help: the server counts.
import { isEmptyAt, isOnBoard, letterAt, premiumAt, valueOf } from './squares.js'

const ALL_TILES_BONUS = 50
const RACK_SIZE = 7

/** {word, score} of the tiles on the board, or null while they form no line. */
export function preview(tiles, board) {
  if (tiles.length === 0) return null
  const placed = new Map(tiles.map(tile => [`${tile.row},${tile.col}`, tile]))
  const table = { board, placed }
  const down = { row: 1, col: 0 }
  const across = { row: 0, col: 1 }
  const isDown = tiles.length > 1 ? tiles[0].col === tiles[1].col : !wordThrough(tiles[0], across, table)
  const [main, cross] = isDown ? [down, across] : [across, down]
  const word = wordThrough(tiles[0], main, table)
  if (!word || word.squares.filter(at => placed.has(`${at.row},${at.col}`)).length < tiles.length) return null
  const crosses = tiles.map(tile => wordThrough(tile, cross, table)).filter(Boolean)
  const bonus = tiles.length === RACK_SIZE ? ALL_TILES_BONUS : 0
  return { word: word.text, score: [word, ...crosses].reduce((sum, each) => sum + each.score, bonus) }
}

/** The word through a square in a direction; null when it is a single letter. */
function wordThrough({ row, col }, step, table) {
  let at = { row, col }
  while (filled(back(at, step), table)) at = back(at, step)
  const squares = []
  for (; filled(at, table); at = { row: at.row + step.row, col: at.col + step.col }) squares.push(at)
  return squares.length > 1 ? count(squares, table) : null
}

const back = (at, step) => ({ row: at.row - step.row, col: at.col - step.col })

const filled = ({ row, col }, { board, placed }) =>
  isOnBoard(row, col) && (placed.has(`${row},${col}`) || !isEmptyAt(board, row, col))

function count(squares, { board, placed }) {
  let text = ''
  let sum = 0
  let factor = 1
  for (const { row, col } of squares) {
    const tile = placed.get(`${row},${col}`)
    const premium = tile ? premiumAt(row, col) : { letter: 1, word: 1 }
    const letter = tile ? tile.letter : letterAt(board, row, col)
    sum += (tile?.blank ? 0 : valueOf(letter)) * premium.letter
    factor *= premium.word
    text += letter.toUpperCase()
  }
  return { squares, text, score: sum * factor }
}
