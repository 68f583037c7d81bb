// Light, dark or whatever the system says; the choice is kept in localStorage. Loaded render-blocking, so no flash.
const KEY = 'crossword-theme'
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' }
const SIGN = { auto: '◐', light: '☀', dark: '☾' }
const NAME = { auto: 'automatic', light: 'light', dark: 'dark' }

const chosen = () => {
  const kept = localStorage.getItem(KEY)
  return kept in NEXT ? kept : 'auto'
}

function apply(theme) {
  document.documentElement.dataset.theme = theme
  const button = document.getElementById('theme')
  if (!button) return
  button.textContent = SIGN[theme]
  button.setAttribute('aria-label', `Colours: ${NAME[theme]}`)
  button.title = `Colours: ${NAME[theme]}`
}

function choose(theme) {
  localStorage.setItem(KEY, theme)
  apply(theme)
}

apply(chosen())
document.addEventListener('DOMContentLoaded', () => {
  apply(chosen())
  document.getElementById('theme').addEventListener('click', () => choose(NEXT[chosen()]))
})
addEventListener('storage', event => event.key === KEY && apply(chosen()))
