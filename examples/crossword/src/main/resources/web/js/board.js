// Draws the 15x15 board. Squares are built once; afterwards only those that changed are touched.
import { element, setAttribute, setText } from './elements.js'
import { SIZE, columnName, isCentre, letterAt, pointsText, premiumAt, squareName, valueOf } from './squares.js'

/** `draw({board, newest, draft, cursor})`: newest is a set of square names that the last move filled. */
export function createBoard(root) {
  const squares = []
  for (let row = 0; row < SIZE; row++) root.append(buildRow(row, squares))
  buildEdges(root.parentElement)
  let reachable = squares[112]
  reachable.button.tabIndex = 0

  function draw(table) {
    squares.forEach(square => drawSquare(square, faceOf(square, table)))
    if (table.cursor.at) makeReachable(squareAt(table.cursor.at))
  }

  const squareAt = ({ row, col }) => squares[row * SIZE + col]

  /** Tab reaches one square, arrows the others. */
  function makeReachable(square) {
    reachable.button.tabIndex = -1
    reachable = square
    reachable.button.tabIndex = 0
  }

  return { draw, focus: at => squareAt(at).button.focus({ preventScroll: true }) }
}

function buildRow(row, squares) {
  const line = element('div', { role: 'row' })
  for (let col = 0; col < SIZE; col++) {
    const square = buildSquare(row, col)
    squares.push(square)
    line.append(square.button)
  }
  return line
}

function buildSquare(row, col) {
  const face = element('span', { class: 'face' })
  const points = element('span', { class: 'points' })
  const button = element('button', { type: 'button', role: 'gridcell', tabindex: -1 }, face, points)
  button.dataset.row = row
  button.dataset.col = col
  if (premiumAt(row, col).code) button.dataset.premium = premiumAt(row, col).code
  return { row, col, button, face, points, key: null }
}

function buildEdges(frame) {
  for (let i = 0; i < SIZE; i++) {
    frame.querySelector('.columns').append(element('span', {}, columnName(i)))
    frame.querySelector('.ranks').append(element('span', {}, String(i + 1)))
  }
}

/** What a square shows: {letter, blank, kind: null|'set'|'new'|'draft', slot, cursor: null|'across'|'down'}. */
function faceOf({ row, col }, { board, newest, draft, cursor }) {
  const direction = cursor.isAt(row, col) ? (cursor.across ? 'across' : 'down') : null
  const slot = draft.slotAt(row, col)
  if (slot) return { letter: slot.at.as, blank: slot.letter === '?', kind: 'draft', slot: slot.id, cursor: direction }
  const tile = letterAt(board, row, col)
  if (tile === '.') return { letter: '', blank: false, kind: null, slot: null, cursor: direction }
  const letter = tile.toUpperCase()
  const kind = newest.has(squareName(row, col)) ? 'new' : 'set'
  return { letter, blank: tile !== letter, kind, slot: null, cursor: direction }
}

function drawSquare(square, face) {
  const key = Object.values(face).join()
  if (square.key === key) return
  square.key = key
  const { button } = square
  setText(square.face, face.letter || emptyText(square))
  setText(square.points, face.kind && !face.blank ? String(valueOf(face.letter)) : '')
  setAttribute(button, 'data-letter', face.letter || null)
  setAttribute(button, 'data-tile', face.kind)
  setAttribute(button, 'data-blank', face.blank)
  setAttribute(button, 'data-slot', face.slot)
  setAttribute(button, 'data-cursor', face.cursor)
  setAttribute(button, 'aria-label', labelOf(square, face))
}

const emptyText = ({ row, col }) => (isCentre(row, col) ? '◆' : premiumAt(row, col).code)

function labelOf({ row, col }, { letter, blank, kind, cursor }) {
  const parts = [squareName(row, col), ...(kind ? tileWords(letter, blank, kind) : squareWords(row, col))]
  if (cursor) parts.push(`typing ${cursor}`)
  return parts.join(', ')
}

const squareWords = (row, col) =>
  [isCentre(row, col) && 'centre', premiumAt(row, col).name].filter(Boolean)

function tileWords(letter, blank, kind) {
  const points = blank ? 'blank, 0 points' : pointsText(valueOf(letter))
  const state = { new: 'new', draft: 'not yet played' }[kind]
  return [`letter ${letter}`, points, state].filter(Boolean)
}
