// The player's own tiles: the rack in the order he likes, and what he has put on the board but not yet played.
import { isEmptyAt } from './squares.js'

/**
 * A slot is {id, letter, at}: `at` is null on the rack, else {row, col, as} where `as` is the letter shown
 * (a blank's chosen letter, else the letter itself).
 */
export function createDraft() {
  let slots = []
  let nextId = 1

  const placed = () => slots.filter(slot => slot.at)
  const slotAt = (row, col) => slots.find(({ at }) => at?.row === row && at?.col === col)
  const byId = id => slots.find(slot => slot.id === id)

  /** Follows the rack of a view: tiles that stay keep their order and place; squares now taken give theirs back. */
  function follow(letters, board) {
    const spent = placed().filter(({ at }) => !isEmptyAt(board, at.row, at.col))
    spent.forEach(slot => (slot.at = null))
    const left = [...letters]
    const keptFirst = [...slots.filter(slot => !spent.includes(slot)), ...spent]
    const kept = new Set(keptFirst.filter(slot => take(left, slot.letter)))
    slots = [...slots.filter(slot => kept.has(slot)), ...left.map(letter => ({ id: nextId++, letter, at: null }))]
  }

  function place(id, row, col, as) {
    const slot = byId(id)
    if (!slot || (slotAt(row, col) ?? slot) !== slot) return false
    slot.at = { row, col, as: slot.letter === '?' ? as : slot.letter }
    return true
  }

  function takeBack(row, col) {
    const slot = slotAt(row, col)
    if (slot) slot.at = null
    return slot
  }

  /** Moves a tile within the rack to the place of another one. */
  function reorder(id, beforeId) {
    const from = slots.findIndex(slot => slot.id === id)
    const to = slots.findIndex(slot => slot.id === beforeId)
    if (from < 0 || to < 0) return
    slots[from].at = null
    slots.splice(to, 0, ...slots.splice(from, 1))
  }

  function shuffle() {
    for (let i = slots.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1))
      ;[slots[i], slots[j]] = [slots[j], slots[i]]
    }
  }

  return {
    follow,
    place,
    takeBack,
    reorder,
    shuffle,
    slotAt,
    byId,
    placed,
    recall: () => slots.forEach(slot => (slot.at = null)),
    clear: () => (slots = []),
    onRack: letter => slots.find(slot => !slot.at && slot.letter === letter),
    get slots() {
      return slots
    },
    /** The tiles as the `move` command wants them, in reading order. */
    tiles: () => placed().map(tileOf).sort((a, b) => a.row - b.row || a.col - b.col),
  }
}

const tileOf = ({ letter, at }) => ({ row: at.row, col: at.col, letter: at.as, blank: letter === '?' })

function take(letters, letter) {
  const at = letters.indexOf(letter)
  if (at >= 0) letters.splice(at, 1)
  return at >= 0
}
