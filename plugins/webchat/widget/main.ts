import { createComposer } from './composer.ts'
import { createCourier } from './courier.ts'
import { createHistory } from './history.ts'
import { createLauncher } from './launcher.ts'
import { createLog } from './log.ts'
import { make, randomId } from './node.ts'
import { createPanel } from './panel.ts'
import { type Place, placeOfScript } from './place.ts'
import { beginSession, NotWelcome, type Session } from './session.ts'
import { type Frame, openLine } from './socket.ts'
import { type Memory, memoryOf } from './storage.ts'
import { css, readableOn } from './style.ts'
import { languageOf, wordsIn } from './texts.ts'

const start = (place: Place, memory: Memory, first: Session) => {
  let session = first
  let open = false
  const words = wordsIn(session.locale)
  const log = createLog()

  const renew = async () => {
    const next = await beginSession(place, memory, session.locale)
    // Another visitor than before: the old conversation is not theirs to see.
    if (next.visitor !== session.visitor) log.clear()
    session = next
  }
  const courier = createCourier({ place, memory, log, token: () => session.token, renew, changed: () => draw() })
  const say = (text: string) => {
    courier.take({ id: randomId(), text, at: new Date().toISOString() })
    line.open()
    draw()
  }
  const history = createHistory(words, session.locale, session.greeting, {
    retry: (id) => courier.again(id),
    choose: say,
  })
  const composer = createComposer(words, { send: say, typing: () => line.say({ type: 'typing' }) })
  const panel = createPanel(words, session.title, [history.element, ...composer.elements], () => toggle(false))
  const launcher = createLauncher(words, () => toggle(!open))

  const heard = (frame: Frame) => {
    if (frame.type === 'typing') return history.typing(true)
    const messages = frame.type === 'history' ? frame.messages : frame.type === 'message' ? [frame.message] : []
    if (frame.type === 'history' && frame.protocol && !greet(frame.protocol)) return
    if (messages.length === 0) return
    log.merge(messages)
    for (const { clientId } of messages) if (clientId) courier.confirmed(clientId.split(':').pop() as string)
    if (messages.some(({ direction }) => direction === 'out')) history.typing(false)
    const upTo = log.last()
    if (upTo !== null) line.say({ type: 'delivered', upTo })
    draw()
  }
  let protocol = ''
  // False when the desk speaks of another conversation than before: its first messages are then asked for.
  const greet = (number: string): boolean => {
    const another = protocol !== '' && protocol !== number
    protocol = number
    panel.setProtocol(number)
    if (!another) return true
    log.nextRound()
    line.again()
    return false
  }
  const line = openLine(place, {
    token: () => session.token,
    after: () => log.last(),
    heard,
    changed: (online) => panel.setOnline(online),
    refused: () => void renew().catch(() => undefined),
  })

  const draw = () => {
    history.draw(log.list())
    markRead()
    launcher.show(open, log.unreadSince(memory.get().read ?? 0))
  }
  // Read means that the panel is open on a page somebody looks at.
  const markRead = () => {
    const heardAt = log.lastHeard()
    if (!open || document.visibilityState !== 'visible' || heardAt <= (memory.get().read ?? 0)) return
    memory.set({ read: heardAt })
    line.say({ type: 'read', upTo: log.last() ?? 0 })
  }
  const toggle = (now: boolean) => {
    if (open === now) return
    open = now
    panel.element.toggleAttribute('inert', !open)
    memory.set({ open })
    if (open) {
      line.open()
      history.toEnd()
      composer.focus()
    }
    draw()
    if (!open) launcher.button.focus({ preventScroll: true })
  }

  mount(session.colour, panel.element, launcher.button, () => open && toggle(false))
  document.addEventListener('visibilitychange', draw)
  courier.resume()
  draw()
  return { open: () => toggle(true), close: () => toggle(false), toggle: () => toggle(!open), line }
}

// Its own element with its own tree and style sheet: the page's styles and policies stay outside.
const mount = (colour: string, panel: HTMLElement, launcher: HTMLElement, dismiss: () => void) => {
  const host = make('div', { id: 'faladesk' })
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`${css}:host { --accent: ${colour}; --on-accent: ${readableOn(colour)}; }`)
  root.adoptedStyleSheets = [sheet]
  root.append(panel, launcher)
  root.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key !== 'Escape') return
    event.stopPropagation()
    dismiss()
  })
  // The visible height without the on-screen keyboard, which 100dvh does not know on iOS.
  const fit = () => host.style.setProperty('--visible-height', `${visualViewport?.height ?? innerHeight}px`)
  visualViewport?.addEventListener('resize', fit)
  fit()
  document.body.append(host)
}

const boot = async (place: Place) => {
  const memory = memoryOf(place.inbox)
  const language = languageOf(place.language ?? (document.documentElement.lang || navigator.language))
  // Somebody who has written before may have an answer waiting; everybody else costs no connection until they open the chat.
  const returning = memory.get().token !== undefined
  for (let turn = 0; ; turn++) {
    try {
      const session = await beginSession(place, memory, language)
      const widget = start(place, memory, session)
      if (returning) widget.line.open()
      const { line: _, ...api } = widget
      Object.assign(window, { Faladesk: api })
      return
    } catch (error) {
      if (error instanceof NotWelcome)
        return console.error(`Faladesk: this page or inbox is not allowed (${error.message}).`)
      // A site that is not on the list looks like a broken line to its page: after some minutes it is left alone.
      if (turn === 6) return
      await new Promise((resolve) => setTimeout(resolve, 2000 * 2 ** turn))
    }
  }
}

const place = placeOfScript()
// A second copy of the script on the same page does nothing.
if (place && !document.getElementById('faladesk')) {
  if (document.body) void boot(place)
  else addEventListener('DOMContentLoaded', () => void boot(place), { once: true })
}
