// The panels of docs/grafana/realmhub.json for one hub, drawn from its own /metrics: to look at it where there is no Grafana.
import { byId, setText } from '/js/elements.js'
import { chart } from './chart.js'
import { gauge, quantile, rate, read } from './metrics.js'

const EVERY_MS = 2000
const WINDOW_MS = 20_000 // what rates are taken over

const number = value => value.toLocaleString('en', { maximumFractionDigits: 1 })
const perSecond = value => `${number(value)}/s`
const time = value => (value < 1 ? `${(value * 1000).toLocaleString('en', { maximumSignificantDigits: 3 })} ms` : `${number(value)} s`)
const bytes = value => (value < 1024 ? `${value} B` : `${number(value / 1024)} KiB`)
const halfAndMost = name => ({ p50: quantile(0.5, name), p99: quantile(0.99, name) })

const PANELS = [
  ['Ready', number, { ready: gauge('realmhub_ready'), live: gauge('realmhub_live') }],
  ['Clients', number, { clients: gauge('realmhub_clients'), users: gauge('realmhub_users') }],
  ['Members by kind', number, { '': gauge('realmhub_members', 'kind') }],
  ['Deliveries', perSecond, { '': rate('realmhub_deliveries_total') }],
  ['On the node until sent', time, halfAndMost('realmhub_delivery_lag_seconds_bucket')],
  ['Lanes', number, { deepest: gauge('realmhub_lanes_deepest'), busy: gauge('realmhub_lanes_busy') }],
  ['Queues', number, { messages: gauge('realmhub_queue_messages'), clients: gauge('realmhub_queue_clients') }],
  ['Bytes', bytes, { '': gauge('realmhub_queue_bytes') }],
  ['Oldest message', time, { '': gauge('realmhub_queue_oldest_seconds') }],
  ['Dropped', perSecond, { '': rate('realmhub_drops_total', 'rule') }],
  ['Repaired and begun anew', perSecond, { repaired: rate('realmhub_repairs_total'), anew: rate('realmhub_resyncs_total') }],
  ['Closed connections', perSecond, { '': rate('realmhub_closes_total', 'code') }],
  ['Commands', perSecond, { '': rate('realmhub_commands_seconds_count', 'outcome') }],
  ['Commands, p99', time, { '': quantile(0.99, 'realmhub_commands_seconds_bucket') }],
  ['Resolutions', perSecond, { '': rate('realmhub_resolves_seconds_count', 'outcome') }],
  ['Resolutions, p99', time, { '': quantile(0.99, 'realmhub_resolves_seconds_bucket') }],
  ['Round trip of clients', time, halfAndMost('realmhub_client_lag_seconds_bucket')],
  ['Bus', number, { '': gauge('realmhub_bus', 'figure') }],
]

const charts = PANELS.map(([title, unit]) => chart(byId('panels'), title, unit))
const readings = []

function valuesOf(lines, window) {
  const all = new Map()
  for (const [line, ask] of Object.entries(lines)) {
    for (const [label, value] of ask(window)) all.set([line, label].filter(Boolean).join(' '), value)
  }
  return all
}

function show(samples) {
  const at = performance.now()
  readings.push({ at, samples })
  while (readings.length > 2 && readings[1].at <= at - WINDOW_MS) readings.shift()
  const window = { now: samples, before: readings[0].samples, seconds: Math.max(1, at - readings[0].at) / 1000 }
  PANELS.forEach(([, , lines], i) => charts[i].add(valuesOf(lines, window)))
}

async function refresh() {
  try {
    const answer = await fetch('/metrics')
    if (!answer.ok) throw new Error(`status ${answer.status}`)
    show(read(await answer.text()))
    byId('health').dataset.state = 'open'
    setText(byId('health'), 'Reading /metrics')
  } catch (failure) {
    byId('health').dataset.state = 'closed'
    setText(byId('health'), `No answer (${failure.message})`)
  }
}

refresh()
setInterval(refresh, EVERY_MS)
