// The board by keyboard: arrows move or turn, letters place, Backspace takes back, Enter plays, Escape recalls.
import { byId } from './elements.js'
import { isOnBoard } from './squares.js'

const ARROWS = {
  ArrowLeft: { across: true, by: -1 },
  ArrowRight: { across: true, by: 1 },
  ArrowUp: { across: false, by: -1 },
  ArrowDown: { across: false, by: 1 },
}

/** Listens on the whole page while `isActive()`, but leaves text fields, dialogs and other buttons their keys. */
export function listenToKeys(area, { isActive, play }) {
  const board = byId('board')

  function pressed(event) {
    if (!isActive() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target.closest('input, textarea, select, dialog')) return
    const square = event.target.closest('#board [data-row]')
    if (square) area.cursor.put(squareOf(square))
    if (handle(event, square !== null)) event.preventDefault()
  }

  function handle({ key, shiftKey, target }, onBoard) {
    if (/^[a-z]$/i.test(key)) return done(area.type(key.toUpperCase(), shiftKey))
    if (key === 'Backspace' || key === 'Delete') return done(area.erase())
    if (key === 'Escape') return done(area.recall())
    if (key === 'Enter' && (onBoard || target === document.body)) return done(play())
    if (key === ' ' && onBoard) return done(area.press(area.cursor.at.row, area.cursor.at.col))
    if (ARROWS[key] && onBoard) return done(arrow(ARROWS[key]))
    return false
  }

  /** An arrow along the direction moves; one across it turns the direction. */
  function arrow({ across, by }) {
    if (across !== area.cursor.across) return area.turn()
    const next = area.cursor.step(area.cursor.at, by)
    if (isOnBoard(next.row, next.col)) area.moveTo(next)
  }

  function focused({ target }) {
    if (!target.matches('[data-row]:focus-visible')) return
    area.cursor.put(squareOf(target))
    area.draw()
  }

  document.addEventListener('keydown', pressed)
  board.addEventListener('focusin', focused)
}

const done = () => true

export const squareOf = ({ dataset }) => ({ row: Number(dataset.row), col: Number(dataset.col) })
