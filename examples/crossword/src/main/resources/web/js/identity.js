// Who this browser is: the session cookie belongs to the server, we only ask and show.
import { createEmitter } from './emitter.js'

const JSON_HEADERS = { 'Content-Type': 'application/json', Accept: 'application/json' }

/** Emits `changed` after a login or logout, in this tab or in another one of this browser. */
export function createIdentity() {
  const { on, emit } = createEmitter()
  const otherTabs = new BroadcastChannel('crossword-identity')
  let me = null

  async function refresh() {
    const answer = await fetch('/me', { headers: JSON_HEADERS }).catch(() => null)
    me = answer?.status === 200 ? await answer.json() : null
    emit('known', me)
    return me
  }

  async function tell() {
    await refresh()
    otherTabs.postMessage('changed')
    emit('changed', me)
  }

  /** Returns null when it worked, else what to tell the user. */
  async function post(path, body) {
    const request = { method: 'POST', headers: JSON_HEADERS, body: JSON.stringify(body) }
    const answer = await fetch(path, request).catch(() => null)
    if (!answer) return 'The server cannot be reached. Try again in a moment.'
    if (!answer.ok) return reason(answer)
    await tell()
    return null
  }

  otherTabs.onmessage = async () => emit('changed', await refresh())

  return {
    on,
    refresh,
    login: name => post('/login', { name }),
    logout: () => post('/logout', {}),
    get me() {
      return me
    },
  }
}

async function reason(answer) {
  const text = (await answer.text()).trim()
  const plain = text && text.length < 200 && !text.startsWith('<')
  return plain ? jsonText(text) : 'The server did not accept that.'
}

function jsonText(text) {
  try {
    return JSON.parse(text).text ?? text
  } catch {
    return text
  }
}
