// Puts the real widget of one inbox on this page, exactly as a shop would; ?open=1 opens it as soon as it is there.
const asked = new URLSearchParams(location.search)
const script = document.createElement('script')
script.src = '/widget.js'
script.async = true
script.dataset.inbox = asked.get('inbox') || ''
document.body.append(script)

if (asked.get('open')) {
  let tries = 0
  const timer = setInterval(() => {
    if (window.Faladesk) window.Faladesk.open()
    if (window.Faladesk || ++tries > 50) clearInterval(timer)
  }, 100)
}
