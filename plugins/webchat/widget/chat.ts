import { createAnswers } from './answers.ts'
import { createAsking } from './asking.ts'
import { createComposer } from './composer.ts'
import { createCourier } from './courier.ts'
import { createHistory } from './history.ts'
import { backAt } from './hours.ts'
import { createLauncher } from './launcher.ts'
import { createLog } from './log.ts'
import { mount } from './mount.ts'
import { randomId } from './node.ts'
import { createPanel } from './panel.ts'
import type { Place } from './place.ts'
import type { Session } from './session.ts'
import { type Frame, openLine } from './socket.ts'
import type { Answers, Memory } from './storage.ts'
import { wordsIn } from './texts.ts'
import { createUploads, fileProblem } from './uploads.ts'

/** The widget on the page: one session with the desk, which another visitor's may replace. */
export const startChat = (place: Place, memory: Memory, first: Session, begin: () => Promise<Session>) => {
  let session = first
  let open = false
  const words = wordsIn(session.locale)
  const log = createLog()

  const become = (next: Session) => {
    // Another visitor than before: the old conversation is not theirs to see.
    if (next.visitor !== session.visitor) {
      log.clear()
      protocol = ''
      panel.setProtocol('')
      line.again()
    }
    session = next
    memory.set({ token: next.token })
    draw()
  }
  const renew = async () => become(await begin())
  const office = { place, memory, log, token: () => session.token, renew, changed: () => draw() }
  const meetAgain = () => void renew().catch(() => undefined)
  const answers = createAnswers({
    memory,
    asked: meetAgain,
    renewed(token) {
      session = { ...session, token, questions: [] }
      memory.set({ token })
    },
  })
  const courier = createCourier({ ...office, answers })
  const uploads = createUploads({ ...office, answers, ready: courier.ready })
  const say = (text: string, form?: Answers) => {
    courier.take({ id: randomId(), text, at: new Date().toISOString(), ...(form && { form }) })
    line.open()
    draw()
  }
  const send = (files: readonly File[]) => {
    if (files.length === 0 || asking.isClosed()) return
    const allowed = session.files ?? { types: [], most: 0 }
    const problems = files.flatMap((file) => {
      const problem = fileProblem(file, allowed)
      if (!problem) uploads.take(file)
      else
        return problem === 'type'
          ? words.wrongType(file.name)
          : words.tooBig(file.name, Math.floor(allowed.most / 2 ** 20))
      return []
    })
    composer.tell(problems.join(' '))
    line.open()
    draw()
  }
  const history = createHistory(words, session.locale, session.greeting, {
    retry: (id) => void (uploads.again(id) || courier.again(id)),
    cancel: uploads.cancel,
    choose: say,
  })
  const composer = createComposer(words, session.files?.types ?? [], {
    send: say,
    typing: () => line.say({ type: 'typing' }),
    files: send,
  })
  const panel = createPanel(
    words,
    { title: session.title, logo: session.look?.logo },
    [history.element, ...composer.elements],
    { close: () => toggle(false), files: send },
  )
  const launcher = createLauncher(words, session.look ?? {}, () => toggle(!open))

  const asking = createAsking({
    words,
    memory,
    composer,
    session: () => session,
    spoken: () => log.list().some(({ direction }) => direction === 'in'),
    isOpen: () => open,
    begun: () => courier.allAgain(),
    left: (answers) => say('', answers),
  })

  const heard = (frame: Frame) => {
    if (frame.type === 'typing') return history.typing(true)
    if (frame.type === 'read') {
      log.seen()
      return draw()
    }
    const messages = frame.type === 'history' ? frame.messages : frame.type === 'message' ? [frame.message] : []
    if (frame.type === 'history') {
      if (frame.protocol && !greet(frame.protocol)) return
      const closed = frame.open === false
      asking.wantEmail(closed && frame.email === false)
      const back = closed && frame.opensAt ? backAt(frame.opensAt, frame.timezone, session.locale, words) : ''
      panel.setBack(back)
    }
    log.merge(messages)
    if (frame.type === 'history') log.seen(frame.read ?? 0)
    for (const { clientId } of messages) if (clientId) courier.confirmed(clientId.split(':').pop() as string)
    if (messages.some(({ direction }) => direction === 'out')) history.typing(false)
    const upTo = log.last()
    if (upTo !== null && messages.length > 0) line.say({ type: 'delivered', upTo })
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
    refused: meetAgain,
  })

  const draw = () => {
    asking.look()
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
    if (open) {
      line.open()
      history.toEnd()
      asking.focus()
    }
    draw()
    if (!open) launcher.button.focus({ preventScroll: true })
  }

  const host = mount(session, [panel.element, launcher.button], () => open && toggle(false))
  document.addEventListener('visibilitychange', draw)
  memory.set({ token: first.token })
  courier.resume()
  draw()
  return {
    toggle: (now?: boolean) => toggle(now ?? !open),
    become,
    connect: () => line.open(),
    /** Takes the widget off the page. */
    end() {
      line.close()
      document.removeEventListener('visibilitychange', draw)
      host.remove()
    },
  }
}

export type Chat = ReturnType<typeof startChat>
