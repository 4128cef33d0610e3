import { icon, make } from './node.ts'
import type { Words } from './texts.ts'

/** The window: a head that says whom one talks to, and room for the conversation. */
export const createPanel = (words: Words, title: string, body: readonly HTMLElement[], close: () => void) => {
  const subtitle = make('p', { class: 'subtitle' }, words.online)
  const heading = make('h2', { class: 'title', id: 'title' }, title)
  const shut = make(
    'button',
    { type: 'button', class: 'icon', 'aria-label': words.close, onclick: close },
    icon('M18 6 6 18M6 6l12 12'),
  )
  const element = make(
    'section',
    { class: 'panel', id: 'panel', role: 'dialog', 'aria-labelledby': 'title', inert: true },
    make('header', { class: 'head' }, make('div', {}, heading, subtitle), shut),
    ...body,
  )
  let protocol = ''
  let online = true
  const tell = () => {
    subtitle.textContent = online ? (protocol ? words.protocol(protocol) : words.online) : words.offline
  }
  return {
    element,
    setProtocol(number: string) {
      protocol = number
      tell()
    },
    setOnline(now: boolean) {
      online = now
      tell()
    },
  }
}
