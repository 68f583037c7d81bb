// Both clocks, counted down locally from the last view; the server's word counts. A view may come late, after a lost
// connection: what has run since it was made is taken off,
// and so is the way that even the quickest has taken: half a round trip.
import { byId, setAttribute, setText } from './elements.js'

const TICK_MS = 200
const LOW_MS = 60_000

export function createClocks() {
  let left = [0, 0]
  let running = null
  let seenAt = 0
  let known = false
  let ahead = Infinity // how far our clock is ahead of the server's at most, as the quickest view has shown
  let way = 0 // of a message from the server to us

  function ageOf(view) {
    const late = performance.timeOrigin + performance.now() - view.at
    ahead = Math.min(ahead, late)
    return late - ahead + way
  }

  function follow(view) {
    left = view.clocks
    running = view.clockRunning && !view.over ? view.toMove : null
    seenAt = performance.now() - ageOf(view)
    known = true
    tick()
  }

  const leftNow = player => Math.max(0, left[player] - (player === running ? performance.now() - seenAt : 0))

  function tick() {
    if (known) [0, 1].forEach(draw)
  }

  function draw(player) {
    const ms = leftNow(player)
    const clock = byId(`clock-${player}`)
    setText(clock, clockText(ms))
    setAttribute(clock, 'data-running', player === running)
    setAttribute(clock, 'data-low', ms < LOW_MS)
  }

  setInterval(tick, TICK_MS)
  return { follow, empty: () => (known = false), lag: ms => (way = ms / 2) }
}

/** 14:05, and tenths in the last ten seconds. */
function clockText(ms) {
  if (ms < 10_000) return `0:0${(ms / 1000).toFixed(1)}`
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
