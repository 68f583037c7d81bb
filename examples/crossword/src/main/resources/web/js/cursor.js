// Where typing goes on: a square and a direction. None until the player picks a square.
import { isOnBoard } from './squares.js'

export function createCursor() {
  let at = null
  let across = true

  const step = (from, by) => (across ? { row: from.row, col: from.col + by } : { row: from.row + by, col: from.col })

  /** The first square from `from` on, in steps of `by`, that passes; null when the board ends before. */
  function find(from, by, passes) {
    let square = from
    while (isOnBoard(square.row, square.col)) {
      if (passes(square)) return square
      square = step(square, by)
    }
    return null
  }

  return {
    find,
    step,
    put: square => (at = square),
    turn: () => (across = !across),
    isAt: (row, col) => at?.row === row && at?.col === col,
    clear: () => (at = null),
    get at() {
      return at
    },
    get across() {
      return across
    },
  }
}
