// The three lists of the lobby: who is here, open seeks, games.
import { byId, element, setAttribute, setText, syncList } from './elements.js'

export function createLobbyLists(identity, { accept, close }) {
  const isMe = user => user.id === identity.me?.id

  /** Where they are too many to be named there is only their number. */
  function users(all, number) {
    syncList(byId('users'), all, user => user.id, () => element('li'), (row, user) => {
      setText(row, nameOf(user))
      setAttribute(row, 'data-me', isMe(user))
      setAttribute(row, 'data-away', user.away)
    })
    setText(byId('users-count'), number ? String(number) : '')
  }

  function seeks(all) {
    syncList(byId('seeks'), all, seek => seek.seek, seekRow, (row, { seek, user }) => {
      row.dataset.seek = seek
      setText(row.firstElementChild, isMe(user) ? 'Your seek is open' : `${nameOf(user)} seeks a game`)
      fillSeekButton(row.lastElementChild, user)
    })
    byId('open-seek').hidden = all.some(({ user }) => isMe(user))
  }

  function fillSeekButton(button, user) {
    const mine = isMe(user)
    button.className = mine ? 'close' : 'accept primary'
    setText(button, mine ? 'Close' : 'Accept')
    setAttribute(button, 'aria-label', mine ? 'Close your seek' : `Accept the seek of ${nameOf(user)}`)
  }

  function seekRow() {
    const button = element('button', { type: 'button' })
    const row = element('li', {}, element('span'), button)
    button.addEventListener('click', () => (button.className === 'close' ? close : accept)(row.dataset.seek))
    return row
  }

  function games(all) {
    const runningFirst = [...all.filter(game => !game.over), ...all.filter(game => game.over)]
    syncList(byId('games'), runningFirst, game => game.game, gameRow, fillGame)
  }

  function fillGame(row, { game, players, scores, turn, over }) {
    const [names, state, link] = row.children
    const mine = players.some(isMe)
    setText(names, `${nameOf(players[0])} ${scores[0]} : ${scores[1]} ${nameOf(players[1])}`)
    setText(state, over ? 'finished' : `turn ${turn}`)
    setText(link, over ? 'Look' : mine ? 'Play on' : 'Watch')
    link.dataset.game = game
    setAttribute(link, 'href', `/game/${encodeURIComponent(game)}`)
    setAttribute(link, 'aria-label', `${link.textContent}: ${names.textContent}`)
  }

  return { users, seeks, games }
}

const nameOf = user => user?.name || 'Visitor'

const gameRow = () =>
  element('li', {}, element('span', { class: 'versus' }), element('span', { class: 'faint' }), element('a', { class: 'button' }))
