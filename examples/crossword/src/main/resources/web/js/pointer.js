// The board by mouse and finger: taps on tiles and squares, and dragging a tile.
import { byId } from './elements.js'
import { squareOf } from './keyboard.js'

const DRAG_AFTER_PX = 6

export function listenToPointer(area) {
  const board = byId('board')
  const rack = byId('rack')
  let drag = null

  function tapped({ target }) {
    const square = target.closest('[data-row]')
    const tile = target.closest('.tile[data-letter]')
    if (square) area.press(Number(square.dataset.row), Number(square.dataset.col))
    else if (tile) area.select(Number(tile.dataset.slot))
  }

  function down(event) {
    const tile = event.target.closest('[data-slot]:not([disabled])')
    if (!tile || event.button !== 0) return
    drag = { tile, id: Number(tile.dataset.slot), x: event.clientX, y: event.clientY, ghost: null, pointer: event.pointerId }
  }

  function moved(event) {
    if (event.pointerId !== drag?.pointer) return
    if (!drag.ghost && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < DRAG_AFTER_PX) return
    drag.ghost ??= lift(drag.tile)
    drag.ghost.style.translate = `${event.clientX}px ${event.clientY}px`
  }

  function up(event) {
    if (event.pointerId !== drag?.pointer) return
    const { ghost, id } = stop()
    if (!ghost) return
    swallowNextClick()
    area.drop(id, placeUnder(event))
  }

  function stop() {
    const stopped = drag
    drag = null
    stopped?.ghost?.remove()
    stopped?.tile.classList.remove('lifted')
    return stopped ?? {}
  }

  for (const root of [board, rack]) {
    root.addEventListener('click', tapped)
    root.addEventListener('pointerdown', down)
  }
  addEventListener('pointermove', moved)
  addEventListener('pointerup', up)
  addEventListener('pointercancel', stop)
}

function lift(tile) {
  const ghost = tile.cloneNode(true)
  ghost.removeAttribute('data-row')
  ghost.removeAttribute('data-slot')
  ghost.classList.add('ghost')
  ghost.setAttribute('aria-hidden', 'true')
  tile.classList.add('lifted')
  document.body.append(ghost)
  return ghost
}

function placeUnder({ clientX, clientY }) {
  const under = document.elementFromPoint(clientX, clientY)
  const square = under?.closest('#board [data-row]')
  const place = under?.closest('#rack [data-slot]')
  return { square: square && squareOf(square), slot: place && Number(place.dataset.slot) }
}

/** The click that follows a drag is none. */
function swallowNextClick() {
  const swallow = event => event.stopPropagation()
  addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => removeEventListener('click', swallow, { capture: true }))
}
