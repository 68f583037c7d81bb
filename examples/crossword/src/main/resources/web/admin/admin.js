// What is on this node, asked for again each second.
import { byId, setText } from '/js/elements.js'

const EVERY_MS = 1000

let shown = null // the realm whose members are shown

const figuresOf = hub => [
  ['Clients', hub.clients],
  ['Users', hub.users],
  ['Realms', hub.realms.length],
  ['Clients behind', hub.queues.behind],
  ['Messages waiting', hub.queues.messages],
  ['Oldest waits', `${hub.queues.oldestMillis} ms`],
  ['Lanes busy', `${hub.lanes.busy} of ${hub.lanes.count}`],
  ['Deepest lane', hub.lanes.deepest],
  ['Heard of the bus', hub.interest],
  ['Events repaired', hub.continuity.repaired],
  ['Resyncs', hub.continuity.resynced],
  ...Object.entries(hub.bus).sort().map(([name, value]) => [`Bus: ${name}`, value]),
]

function element(name, ...children) {
  const made = document.createElement(name)
  made.append(...children)
  return made
}

const row = cells => element('tr', ...cells.map(cell => element('td', cell)))

function showHealth({ live, ready, reasons }) {
  byId('health').dataset.state = ready ? 'open' : live ? 'degraded' : 'closed'
  setText(byId('health'), ready ? 'Live and ready' : `${live ? 'Not ready' : 'Not live'}: ${reasons.join(', ')}`)
}

function showRealms(realms) {
  const sorted = [...realms].sort((a, b) => b.clients - a.clients || (a.realm < b.realm ? -1 : 1))
  setText(byId('realms-count'), String(realms.length))
  byId('realms').replaceChildren(...sorted.slice(0, 200).map(({ realm, clients, position, owner, epoch }) => {
    const pick = element('button', realm)
    pick.type = 'button'
    pick.className = 'quiet'
    pick.addEventListener('click', () => {
      shown = realm
      refresh()
    })
    return row([pick, String(clients), position, owner && `${owner.slice(0, 8)}, epoch ${epoch}`])
  }))
}

function showMembers(members) {
  byId('members-card').hidden = false
  setText(byId('members-title'), `In ${shown}`)
  byId('members').replaceChildren(...members.map(member => row([
    member.anonymous ? `${member.user} (visitor)` : member.user,
    member.role,
    member.lagMillis ? `${member.lagMillis} ms` : '?',
    String(member.waiting),
    `${member.oldestMillis} ms`,
  ])))
}

async function ask(query = '') {
  const answer = await fetch(`/admin/hub.json${query}`)
  if (!answer.ok) throw new Error(`status ${answer.status}`)
  return answer.json()
}

async function refresh() {
  try {
    const hub = await ask()
    setText(byId('node'), hub.node)
    showHealth(hub.health)
    byId('figures').replaceChildren(...figuresOf(hub).map(([name, value]) =>
      element('div', element('dt', name), element('dd', String(value)))))
    showRealms(hub.realms)
    if (shown) showMembers(await ask(`?realm=${encodeURIComponent(shown)}`))
  } catch (failure) {
    showHealth({ live: false, ready: false, reasons: [`no answer (${failure.message})`] })
  }
}

refresh()
setInterval(refresh, EVERY_MS)
