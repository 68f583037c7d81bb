// One panel: what it shows now, by name, and the last minutes of it as lines.
import { element, setText } from '/js/elements.js'

const POINTS = 120
const WIDTH = 240
const HEIGHT = 60
const COLOURS = 6
const SVG = 'http://www.w3.org/2000/svg'

/** Adds a panel to a parent. Returns `add(values)`, which takes a Map of what it shows now. */
export function chart(parent, title, unit) {
  const legend = element('ul')
  const picture = document.createElementNS(SVG, 'svg')
  picture.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`)
  picture.setAttribute('preserveAspectRatio', 'none')
  picture.setAttribute('aria-hidden', 'true')
  parent.append(element('section', { class: 'card panel', 'data-panel': title }, element('h2', {}, title), legend, picture))
  const lines = new Map()
  let points = 0

  function line(name) {
    const path = document.createElementNS(SVG, 'polyline')
    const row = element('li')
    for (const part of [path, row]) part.setAttribute('data-colour', lines.size % COLOURS)
    picture.append(path)
    legend.append(row)
    const made = { path, row, values: Array(points).fill(null) }
    lines.set(name, made)
    return made
  }

  function add(values) {
    for (const name of values.keys()) if (!lines.has(name)) line(name)
    points = Math.min(POINTS, points + 1)
    for (const [name, { row, values: past }] of lines) {
      past.push(values.get(name) ?? null)
      past.splice(0, past.length - POINTS)
      setText(row, `${name} ${values.has(name) ? unit(values.get(name)) : '–'}`.trim())
    }
    const most = Math.max(...[...lines.values()].flatMap(({ values: past }) => past), 0) || 1
    for (const { path, values: past } of lines.values()) path.setAttribute('points', pointsOf(past, most))
  }

  return { add }
}

const pointsOf = (values, most) => values
  .map((value, i) => value === null ? null : `${i * WIDTH / (POINTS - 1)},${HEIGHT - 2 - value / most * (HEIGHT - 4)}`)
  .filter(Boolean)
  .join(' ')
