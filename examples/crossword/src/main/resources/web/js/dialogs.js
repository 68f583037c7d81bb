// The three questions of the game: which letter is the blank, which tiles to exchange, really resign.
import { byId, element, setAttribute, setText } from './elements.js'
import { fillTile, tileButton } from './rack.js'

const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** Opens the dialog; resolves to its return value, '' when it was cancelled. */
function ask(dialog) {
  dialog.returnValue = ''
  dialog.showModal()
  return new Promise(answered => dialog.addEventListener('close', () => answered(dialog.returnValue), { once: true }))
}

export function createDialogs() {
  const blank = byId('blank-dialog')
  byId('blank-letters').append(...ALPHABET.map(letterButton))
  blank.addEventListener('keydown', ({ key }) => /^[a-z]$/i.test(key) && blank.close(key.toUpperCase()))
  byId('exchange-letters').addEventListener('click', toggled)

  return {
    pickBlank: () => ask(blank),
    resign: async () => (await ask(byId('resign-dialog'))) === 'yes',
    exchange,
  }
}

const letterButton = letter => element('button', { value: letter, 'data-blank': letter }, letter)

/** Resolves to the letters to give back, '' for none. */
async function exchange(letters) {
  byId('exchange-letters').replaceChildren(...[...letters].map(exchangeTile))
  countChosen()
  return (await ask(byId('exchange-dialog'))) === 'yes' ? chosen().join('') : ''
}

function exchangeTile(letter) {
  const tile = tileButton()
  fillTile(tile, letter)
  tile.dataset.exchange = letter
  tile.setAttribute('aria-pressed', 'false')
  return tile
}

function toggled({ target }) {
  const tile = target.closest('[data-exchange]')
  if (!tile) return
  setAttribute(tile, 'aria-pressed', String(tile.getAttribute('aria-pressed') !== 'true'))
  countChosen()
}

const chosen = () =>
  [...byId('exchange-letters').querySelectorAll('[aria-pressed="true"]')].map(tile => tile.dataset.exchange)

function countChosen() {
  const count = chosen().length
  byId('exchange-confirm').disabled = count === 0
  setText(byId('exchange-confirm'), count ? `Exchange ${count}` : 'Exchange')
}
