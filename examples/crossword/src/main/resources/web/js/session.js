// The page's one connection to the hub. It outlives page changes (navigate) and is replaced after a login or logout,
// because who we are is decided when the socket opens.
import { connect } from '/realmhub/realm.js'
import { createEmitter } from './emitter.js'

const JOIN_WITHIN_MS = 3_000
const FORWARDED = ['welcome', 'event', 'lag']

/**
 * Events: welcome, joined, left, event and lag as the link gives them; state {state, retryInMs, code, text};
 * missing {path, code, text} when the hub refuses the path; answering true|false as commands get served or not.
 */
export function createSession() {
  const { on, emit } = createEmitter()
  const realms = new Map()
  let link = null
  let path = '/'
  let state = 'closed'

  function open() {
    link?.close()
    realms.clear()
    state = 'connecting'
    const opened = connect({ url: '/ws', path })
    link = opened
    const listen = (name, listener) => opened.on(name, value => link === opened && listener(value))
    FORWARDED.forEach(name => listen(name, value => emit(name, value)))
    listen('joined', joined)
    listen('left', left)
    listen('refused', missing)
    listen('state', changed)
  }

  function joined(membership) {
    realms.set(membership.realm, membership.role)
    emit('joined', membership)
  }

  function left(membership) {
    realms.delete(membership.realm)
    emit('left', membership)
  }

  function changed(change) {
    state = change.state
    if (state === 'waiting' || state === 'closed') realms.clear()
    emit('state', change)
    if (change.code === 4404) missing({ path, ...change })
  }

  function missing(refusal) {
    if (refusal.path === path) emit('missing', refusal)
  }

  /** Goes to another path: on the same socket when it is open, else on a new one. */
  async function go(wanted) {
    path = wanted
    if (state !== 'open') return open()
    const answer = await link.navigate(wanted)
    const gaveUp = !answer.ok && answer.code === 0
    if (gaveUp && path === wanted) open()
  }

  /** Ends when we are in the realm, or when that takes too long: then the link says that it cannot send. */
  function joinedSoon(realm) {
    if (realms.has(realm)) return Promise.resolve()
    return new Promise(resolve => {
      const late = setTimeout(done, JOIN_WITHIN_MS)
      const stop = on('joined', () => realms.has(realm) && done())
      function done() {
        clearTimeout(late)
        stop()
        resolve()
      }
    })
  }

  /** A command given while the socket is being replaced, as right after a login, waits for its realm. */
  async function command(type, payload, realm) {
    await joinedSoon(realm)
    const outcome = await link.command(type, payload, { realm })
    emit('answering', outcome.status === 'ok' || outcome.status === 'rejected')
    return outcome
  }

  const realmStarting = prefix => [...realms.keys()].find(realm => realm.startsWith(prefix))

  return {
    on,
    go,
    command,
    reopen: open,
    send: (type, payload, realm) => state === 'open' && link.send(type, payload, { realm }),
    isIn: realm => realms.has(realm),
    realmStarting,
  }
}
