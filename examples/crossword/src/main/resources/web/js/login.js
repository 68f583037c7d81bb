// The name box, and who we are in the header.
import { byId, setText } from './elements.js'

export function createLogin(identity, notices) {
  const form = byId('login-form')
  const name = byId('name')

  function render(me) {
    form.hidden = me !== null
    byId('logout').hidden = me === null
    setText(byId('me'), me ? me.name : 'Visitor')
  }

  async function login(event) {
    event.preventDefault()
    tell(await identity.login(name.value.trim()))
  }

  const tell = problem => (problem ? notices.show(problem) : notices.clear())

  identity.on('known', render)
  form.addEventListener('submit', login)
  byId('logout').addEventListener('click', async () => tell(await identity.logout()))

  return {
    /** After a rejection because of a missing login: brings the user to the name box. */
    ask: () => !form.hidden && name.focus(),
  }
}
