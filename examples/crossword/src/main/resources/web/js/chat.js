// One chat: a log and a form. The log takes each line once, however often it comes.
import { byId, element, setAttribute } from './elements.js'

const KEPT = 200

/** `ids` is the common prefix of the log, form and text ids; `send(text)` resolves to a command's outcome. */
export function createChat(ids, { notices, login, send }) {
  const log = byId(`${ids}-log`)
  const text = byId(`${ids}-text`)
  const seen = new Set()

  function add(line) {
    const key = `${line.at}/${line.from?.id}/${line.text}`
    if (seen.has(key)) return
    seen.add(key)
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40
    log.append(row(line))
    if (log.children.length > KEPT) log.firstElementChild.remove()
    if (atEnd) log.scrollTop = log.scrollHeight
  }

  async function submit(event) {
    event.preventDefault()
    const said = text.value
    const outcome = await send(said)
    if (notices.accepted(outcome)) clear(said)
    else if (outcome.code === 'login') login.ask()
  }

  function clear(said) {
    notices.clear()
    if (text.value === said) text.value = ''
  }

  byId(`${ids}-form`).addEventListener('submit', submit)

  return {
    merge: lines => lines.forEach(add),
    empty() {
      seen.clear()
      log.replaceChildren()
    },
    hint: placeholder => setAttribute(text, 'placeholder', placeholder),
  }
}

function row({ from, text, at }) {
  const time = element('time', { datetime: new Date(at).toISOString() }, clockTime(at))
  return element('li', {}, time, element('b', {}, from?.name ?? 'Visitor'), element('span', {}, text))
}

const clockTime = at => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
