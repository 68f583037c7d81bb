// What the user must know: `message` interrupts (role="alert"), the announcer speaks when the reader is free.
import { byId, setText } from './elements.js'

const NOT_DONE = {
  unavailable: 'The game server is not answering. Nothing was done.',
  unknown: 'No answer came, so this may or may not have been done.',
}

export function createNotices() {
  const message = byId('message')
  const announcer = byId('announcer')

  function show(text, kind = 'error') {
    message.dataset.kind = kind
    message.textContent = text
  }

  return {
    show,
    clear: () => setText(message, ''),
    /** The message area stands where the eyes are: in the slot of the section shown. */
    moveInto: section => section.querySelector('.message-slot').append(message),
    announce: text => setText(announcer, text),
    /** Shows why a command was not done; true when it was. */
    accepted(outcome) {
      if (outcome.status === 'ok') return true
      show(NOT_DONE[outcome.status] ?? outcome.text ?? outcome.code ?? 'That was not accepted.')
      return false
    },
  }
}
