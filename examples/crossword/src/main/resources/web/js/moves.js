// The move list. Turns are only ever added, so are rows; a shorter log is another game.
import { byId, element } from './elements.js'
import { deedOf, nameIn } from './turns.js'

export function createMoves() {
  const list = byId('moves')

  function follow(view) {
    if (view.log.length < list.children.length) list.replaceChildren()
    const added = view.log.slice(list.children.length)
    list.append(...added.map(turn => row(view, turn)))
    list.scrollTop = list.scrollHeight
  }

  return { follow, empty: () => list.replaceChildren() }
}

function row(view, turn) {
  const made = element('li', {},
    element('span', { class: 'turn-number' }, String(turn.turn)),
    element('span', { class: 'turn-player' }, nameIn(view, turn.player)),
    element('span', { class: turn.kind === 'move' ? 'words' : 'faint' }, deedOf(turn)),
    element('span', { class: 'turn-score' }, turn.kind === 'move' ? `+${turn.score}` : ''))
  made.dataset.player = turn.player
  return made
}
