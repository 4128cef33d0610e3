import { type Hands, rowOf } from './bubble.ts'
import type { Shown } from './log.ts'
import { make } from './node.ts'
import type { Language, Words } from './texts.ts'

/** The list of messages; draws again only the rows that changed and stays at the end when the reader is there. */
export const createHistory = (words: Words, language: Language, greeting: string, hands: Hands) => {
  const dots = make(
    'div',
    { class: 'typing', hidden: true },
    make('span', { class: 'unseen' }, words.typing),
    make('i'),
    make('i'),
    make('i'),
  )
  const element = make(
    'div',
    { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': words.conversation, tabindex: '0' },
    dots,
  )
  const rows = new Map<string, { sign: string; node: HTMLElement }>()
  let typing: ReturnType<typeof setTimeout> | undefined
  let drawnOnce = false

  const row = (key: string, sign: string, draw: () => HTMLElement): HTMLElement => {
    const known = rows.get(key)
    if (known?.sign === sign) return known.node
    const node = draw()
    if (drawnOnce && !known) node.classList.add('new')
    rows.set(key, { sign, node })
    return node
  }

  return {
    element,
    draw(all: readonly Shown[]) {
      // Answers alone are nothing to be seen in the talk.
      const messages = all.filter(({ content = [] }) => content.length === 0 || content.some(({ k }) => k !== 'form'))
      const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 80
      const wanted: HTMLElement[] = []
      if (greeting) {
        const hello: Shown = {
          key: ' greeting',
          id: '',
          direction: 'out',
          author: { kind: 'rule' },
          text: greeting,
          at: '',
          state: 'sent',
        }
        wanted.push(
          row(hello.key, greeting, () =>
            rowOf({ ...hello, at: new Date().toISOString() }, { first: true, last: false, words, language }, hands),
          ),
        )
      }
      messages.forEach((message, index) => {
        const [before, after] = [messages[index - 1], messages[index + 1]]
        const day = dayOf(message.at, language, words)
        const newDay = dayOf(before?.at, language, words) !== day
        if (newDay) wanted.push(row(` ${day}`, day, () => make('div', { class: 'day' }, day)))
        const first = newDay || !sameVoice(before, message)
        // A time under every bubble is noise: one where the talk pauses is enough.
        const last = !after || Date.parse(after.at) - Date.parse(message.at) > pauseMs
        const sign = JSON.stringify([message, first, last])
        wanted.push(row(message.key, sign, () => rowOf(message, { first, last, words, language }, hands)))
      })
      arrange(element, wanted, dots)
      drawnOnce = true
      const own = messages.at(-1)?.direction === 'in'
      if (atEnd || own) element.scrollTop = element.scrollHeight
    },
    typing(on: boolean) {
      clearTimeout(typing)
      dots.toggleAttribute('hidden', !on)
      if (!on) return
      element.scrollTop = element.scrollHeight
      typing = setTimeout(() => dots.setAttribute('hidden', ''), 6000)
    },
    toEnd() {
      element.scrollTop = element.scrollHeight
    },
  }
}

const pauseMs = 5 * 60_000

// Moves as little as possible: a screen reader announces every node that is added.
const arrange = (element: HTMLElement, wanted: HTMLElement[], end: HTMLElement) => {
  const keep = new Set<Element>([...wanted, end])
  for (const child of [...element.children]) if (!keep.has(child)) child.remove()
  let at = element.firstElementChild
  for (const node of wanted) {
    if (node === at) at = at.nextElementSibling
    else element.insertBefore(node, at)
  }
}

const sameVoice = (a: Shown | undefined, b: Shown): boolean =>
  a !== undefined &&
  a.direction === b.direction &&
  a.author?.name === b.author?.name &&
  a.author?.kind === b.author?.kind &&
  Date.parse(b.at) - Date.parse(a.at) < pauseMs

const dayOf = (at: string | undefined, language: Language, words: Words): string => {
  if (!at) return ''
  const date = new Date(at)
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000)
  if (days <= 0) return words.today
  if (days === 1) return words.yesterday
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(date)
}
