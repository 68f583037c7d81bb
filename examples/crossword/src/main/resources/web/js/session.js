// The page's one connection to the hub. It outlives page changes (navigate) and is replaced after a login or logout,
// because who we are is decided when the socket opens.
import { connect } from '/realmhub/realm.js'
import { createEmitter } from './emitter.js'

const JOIN_WITHIN_MS = 3_000
const ASK_AGAIN_MS = 2_000
const FORWARDED = ['welcome', 'joined', 'left', 'snapshot', 'event', 'delayed', 'degraded', 'lag', 'presence']

const newId = () => [...crypto.getRandomValues(new Uint32Array(4))].map(part => part.toString(36)).join('')

/**
 * Events: those of FORWARDED as the link gives them; state {state, retryInMs, code, text};
 * missing {path, code, text} when the hub refuses the path; answering true|false as commands get served or not.
 */
export function createSession() {
  const { on, emit } = createEmitter()
  let link = null
  let path = '/'
  let state = 'closed'
  let asking = 0

  const realms = () => [...(link?.realms.keys() ?? [])]

  function open() {
    const gone = realms()
    link?.close()
    gone.forEach(realm => emit('left', { realm }))
    state = 'connecting'
    const opened = connect({ url: '/ws', path })
    link = opened
    const listen = (name, listener) => opened.on(name, value => link === opened && listener(value))
    FORWARDED.forEach(name => listen(name, value => emit(name, value)))
    listen('refused', missing)
    listen('state', changed)
  }

  function changed(change) {
    state = change.state
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

  const isIn = realm => state === 'open' && link.realms.has(realm)

  /** Ends when we are in the realm, or when that takes too long: then the link says that it cannot send. */
  function joinedSoon(realm) {
    if (isIn(realm)) return Promise.resolve()
    return new Promise(resolve => {
      const late = setTimeout(done, JOIN_WITHIN_MS)
      const stop = on('joined', () => isIn(realm) && done())
      function done() {
        clearTimeout(late)
        stop()
        resolve()
      }
    })
  }

  /**
   * A command given while the socket is being replaced, as right after a login, waits for its realm. Its id lets the hub send it
   * again: the realm's owner runs it once.
   */
  async function command(type, payload, realm) {
    await joinedSoon(realm)
    const outcome = await link.command(type, { ...payload, id: newId() }, { realm })
    tellAnswering(outcome)
    return outcome
  }

  function tellAnswering({ status }) {
    const yes = status === 'ok' || status === 'rejected'
    emit('answering', yes)
    clearTimeout(asking)
    if (!yes) asking = setTimeout(askAgain, ASK_AGAIN_MS)
  }

  /** Sends a command that no realm knows: that it is rejected tells that there is a game server again. */
  async function askAgain() {
    const [realm] = realms()
    if (state === 'open' && realm) tellAnswering(await link.command('anybody-there', {}, { realm }))
  }

  /** The hub decides which chat of a game is ours. */
  const chatOf = game => realms().find(realm => realm.startsWith('chat:') && realm.endsWith(`:${game}`))

  return {
    on,
    go,
    command,
    reopen: open,
    isIn,
    chatOf,
  }
}
