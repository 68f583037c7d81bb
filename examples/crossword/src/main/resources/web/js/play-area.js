// Board, rack and the tiles in between: placing by click, by key and by dragging.
import { createBoard } from './board.js'
import { createCursor } from './cursor.js'
import { createDraft } from './draft.js'
import { byId } from './elements.js'
import { createRack } from './rack.js'
import { EMPTY_BOARD, isEmptyAt, squareName } from './squares.js'

/**
 * `pickBlank()` resolves to the letter of a blank or null; `notices` gets the hints; `changed(tiles, board)` is called
 * when the tiles put on the board change.
 */
export function createPlayArea({ pickBlank, notices, changed }) {
  const draft = createDraft()
  const cursor = createCursor()
  const boardView = createBoard(byId('board'))
  const rackView = createRack(byId('rack'))
  let board = EMPTY_BOARD
  let newest = new Set()
  let selected = null

  function draw() {
    boardView.draw({ board, newest, draft, cursor })
    rackView.draw(draft.slots, selected)
    changed(draft.tiles(), board)
  }

  function follow(view) {
    board = view.board
    newest = lastPlaced(view.log)
    draft.follow(view.over ? '' : view.racks[view.you] ?? '', board)
    if (view.over) cursor.clear()
    if (!draft.byId(selected) || draft.byId(selected).at) selected = null
    draw()
  }

  function empty() {
    board = EMPTY_BOARD
    newest = new Set()
    selected = null
    draft.clear()
    cursor.clear()
    draw()
  }

  const isFree = ({ row, col }) => isEmptyAt(board, row, col) && !draft.slotAt(row, col)

  function select(id) {
    selected = selected === id ? null : id
    draw()
  }

  function press(row, col) {
    const picked = cursor.isAt(row, col)
    if (draft.slotAt(row, col)) draft.takeBack(row, col)
    else if (selected !== null && isFree({ row, col })) return put(selected, row, col)
    else if (picked) return turn()
    cursor.put({ row, col })
    draw()
  }

  /** Puts a tile on a square; a blank first asks which letter it is. */
  async function put(id, row, col) {
    const isBlank = draft.byId(id)?.letter === '?'
    const as = isBlank ? await pickBlank() : null
    const cancelled = isBlank && !as
    if (!cancelled && isEmptyAt(board, row, col)) draft.place(id, row, col, as)
    selected = null
    draw()
  }

  /** Types a letter at the cursor: the tile itself, else a blank; with `asBlank` the blank first. */
  function type(letter, asBlank) {
    const square = cursor.at && cursor.find(cursor.at, 1, isFree)
    if (!square) return
    const slot = (!asBlank && draft.onRack(letter)) || draft.onRack('?')
    if (!slot) return notices.show(lack(letter), 'info')
    notices.clear()
    draft.place(slot.id, square.row, square.col, letter)
    moveTo(cursor.find(square, 1, isFree) ?? square)
  }

  const lack = letter => (draft.slots.length ? `There is no ${letter} on your rack.` : 'You have no tiles to place.')

  function erase() {
    const isMine = ({ row, col }) => Boolean(draft.slotAt(row, col))
    const square = cursor.at && (isMine(cursor.at) ? cursor.at : previousOwn(isMine))
    if (!square) return
    draft.takeBack(square.row, square.col)
    moveTo(square)
  }

  /** The own tile before the cursor, with nothing but tiles in between. */
  function previousOwn(isMine) {
    const square = cursor.find(cursor.step(cursor.at, -1), -1, at => isMine(at) || isFree(at))
    return square && isMine(square) ? square : null
  }

  function moveTo(square) {
    cursor.put(square)
    draw()
    boardView.focus(square)
  }

  function turn() {
    cursor.turn()
    draw()
    notices.announce(cursor.across ? 'Typing across' : 'Typing down')
  }

  function recall() {
    selected = null
    draft.recall()
    draw()
  }

  function shuffle() {
    draft.shuffle()
    draw()
  }

  /** A dragged tile was let go: on a square, on a place of the rack, or elsewhere (back to the rack). */
  function drop(id, { square, slot }) {
    if (square && isFree(square)) return put(id, square.row, square.col)
    const at = draft.byId(id)?.at
    if (slot) draft.reorder(id, slot)
    else if (at && !square) draft.takeBack(at.row, at.col)
    draw()
  }

  return {
    cursor, draft, draw, follow, empty, select, press, type, erase, moveTo, turn, recall, shuffle, drop,
    tiles: draft.tiles,
  }
}

function lastPlaced(log) {
  const last = log.at(-1)
  return new Set(last?.kind === 'move' ? last.tiles.map(({ row, col }) => squareName(row, col)) : [])
}
