// The page's own paths: `/` is the lobby, `/game/{id}` a game. Links to them change the page without a reload.
const GAME = /^\/game\/([^/]+)\/?$/

export function createRouter(show) {
  let shown = null

  function showHere() {
    if (location.pathname === shown) return
    shown = location.pathname
    show(pageOf(shown))
  }

  function go(path) {
    if (path !== location.pathname) history.pushState(null, '', path)
    showHere()
  }

  function follow(event) {
    const link = event.target.closest?.('a[href]')
    if (!link || isForBrowser(event, link)) return
    event.preventDefault()
    go(link.pathname)
  }

  document.addEventListener('click', follow)
  addEventListener('popstate', showHere)
  return { go, start: showHere }
}

const pageOf = path => {
  const game = GAME.exec(path)?.[1]
  return game ? { page: 'game', path, game: decoded(game) } : { page: 'lobby', path: '/' }
}

function decoded(token) {
  try {
    return decodeURIComponent(token)
  } catch {
    return token
  }
}

const isForBrowser = (event, link) =>
  event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  || link.origin !== location.origin || link.hash !== '' || link.target !== ''
