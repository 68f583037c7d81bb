// Builds and finds elements. Text is only ever set as text, so no name or message can become markup.
export const byId = id => document.getElementById(id)

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** Writes only what differs: screen readers and the layout then see real changes alone. */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text
}

/** Sets the attribute, or removes it when the value is null, undefined or false. */
export function setAttribute(target, name, value) {
  if (value === null || value === undefined || value === false) target.removeAttribute(name)
  else if (target.getAttribute(name) !== String(value)) target.setAttribute(name, value)
}

/**
 * Makes the list show the items in their order. An item whose key stays keeps its row, and with it the focus.
 * `build()` makes an empty row, `fill(row, item)` writes the item into it.
 */
export function syncList(list, items, keyOf, build, fill) {
  const old = new Map([...list.children].map(row => [row.dataset.key, row]))
  const rows = items.map(item => {
    const row = old.get(keyOf(item)) ?? build()
    row.dataset.key = keyOf(item)
    old.delete(row.dataset.key)
    fill(row, item)
    return row
  })
  old.forEach(row => row.remove())
  rows.forEach((row, at) => list.children[at] !== row && list.insertBefore(row, list.children[at] ?? null))
}
