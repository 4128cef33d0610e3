// Sets the theme before anything is painted, so that a dark room is never lit by a white flash.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('faladesk.theme')
  } catch {
    // Storage may be forbidden; the system's theme serves then.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
