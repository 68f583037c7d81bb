// Draws a rack: the player's own as buttons, a watched one as plain tiles.
import { element, setAttribute, setText } from './elements.js'
import { pointsText, valueOf } from './squares.js'

const PLACES = 7

/** `draw(slots, selectedId)`: a slot whose tile is on the board shows as an empty place. */
export function createRack(root) {
  const places = Array.from({ length: PLACES }, tileButton)
  root.append(...places)

  return {
    draw: (slots, selectedId) => places.forEach((place, i) => drawPlace(place, slots[i], selectedId)),
  }
}

export const tileButton = () => element('button', { type: 'button', class: 'tile' }, ...tileParts())

const tileParts = () => [element('span', { class: 'face' }), element('span', { class: 'points' })]

function drawPlace(place, slot, selectedId) {
  const here = slot && !slot.at ? slot : null
  place.disabled = !here
  setAttribute(place, 'data-slot', slot?.id)
  setAttribute(place, 'aria-pressed', here ? String(here.id === selectedId) : null)
  fillTile(place, here?.letter)
}

export function fillTile(tile, letter) {
  setAttribute(tile, 'data-letter', letter)
  setAttribute(tile, 'aria-label', letter ? tileName(letter) : 'Empty place')
  setText(tile.firstElementChild, letter && letter !== '?' ? letter : '')
  setText(tile.lastElementChild, letter && letter !== '?' ? String(valueOf(letter)) : '')
}

const tileName = letter => (letter === '?' ? 'Blank, 0 points' : `${letter}, ${pointsText(valueOf(letter))}`)

/** The rack as observers see it. */
export function drawWatchedRack(root, name, letters) {
  setAttribute(root, 'aria-label', `Rack of ${name}: ${[...letters].map(l => (l === '?' ? 'blank' : l)).join(' ')}`)
  while (root.children.length > letters.length) root.lastElementChild.remove()
  while (root.children.length < letters.length) root.append(plainTile())
  ;[...letters].forEach((letter, i) => fillPlain(root.children[i], letter))
}

const plainTile = () => element('span', { class: 'tile' }, ...tileParts())

function fillPlain(tile, letter) {
  tile.dataset.letter = letter
  setText(tile.firstElementChild, letter === '?' ? '' : letter)
  setText(tile.lastElementChild, letter === '?' ? '' : String(valueOf(letter)))
}
