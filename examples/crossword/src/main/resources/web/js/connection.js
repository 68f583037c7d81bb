// The connection as the user should see it: one word, and a way out when it is gone.
import { byId, setText } from './elements.js'

const SLOW_MS = 1500
const NOT_FOUND = 4404
const UNAVAILABLE = 4503

const TEXT = {
  connecting: () => 'Connecting…',
  open: () => 'Online',
  slow: () => 'Online, slow',
  degraded: () => 'Online, game server not answering',
  waiting: change => `${whatIsAmiss(change.code)}, trying again${inSeconds(change.retryInMs)}`,
  closed: change => (change.text && change.code !== NOT_FOUND ? `Offline: ${change.text}` : 'Not connected'),
}

const whatIsAmiss = code => (code === UNAVAILABLE ? 'The game server is not answering' : 'Connection lost')

const inSeconds = ms => (ms >= 1000 ? ` in ${Math.round(ms / 1000)} s` : '')

export function createConnection(session) {
  const status = byId('connection')
  const reconnect = byId('reconnect')
  let change = { state: 'connecting' }
  let answering = true // the backend, as far as commands tell
  let degraded = false // the hub's link to it, as the hub tells
  let slow = false

  const stateShown = () => {
    if (change.state !== 'open') return change.state
    if (degraded || !answering) return 'degraded'
    return slow ? 'slow' : 'open'
  }

  function render() {
    const state = stateShown()
    status.dataset.state = state
    setText(status, (TEXT[state] ?? TEXT.connecting)(change))
    reconnect.hidden = change.code === NOT_FOUND || (state !== 'waiting' && state !== 'closed')
  }

  session.on('state', next => {
    change = next
    answering = true
    degraded = false
    render()
  })
  session.on('answering', yes => {
    answering = yes
    render()
  })
  session.on('degraded', next => {
    degraded = next.degraded
    answering = true
    render()
  })
  session.on('delayed', () => {
    answering = false
    render()
  })
  session.on('snapshot', () => {
    answering = true
    render()
  })
  session.on('lag', ms => {
    slow = ms > SLOW_MS
    status.title = `${Math.round(ms)} ms to the server and back`
    render()
  })
  reconnect.addEventListener('click', session.reopen)
}
