import { icon, make } from './node.ts'
import type { Words } from './texts.ts'

/** The window: a head that says whom one talks to, and room for the conversation. */
export const createPanel = (
  words: Words,
  { title, logo }: { title: string; logo?: string | undefined },
  body: readonly HTMLElement[],
  does: { close(): void; files(files: readonly File[]): void },
) => {
  const subtitle = make('p', { class: 'subtitle' }, words.online)
  const heading = make('h2', { class: 'title', id: 'title' }, title)
  const shut = make(
    'button',
    { type: 'button', class: 'icon', 'aria-label': words.close, onclick: does.close },
    icon('M18 6 6 18M6 6l12 12'),
  )
  const face = logo ? make('img', { class: 'logo', src: logo, alt: '', referrerpolicy: 'no-referrer' }) : null
  face?.addEventListener('error', () => face.remove())
  const element = make(
    'section',
    { class: 'panel', id: 'panel', role: 'dialog', 'aria-labelledby': 'title', inert: true },
    make('header', { class: 'head' }, face, make('div', {}, heading, subtitle), shut),
    ...body,
    make('p', { class: 'drop', 'aria-hidden': 'true' }, words.drop),
  )
  takeFiles(element, does.files)
  keepFocus(element)
  let protocol = ''
  let online = true
  let back = ''
  const tell = () => {
    const here = [back, protocol && words.protocol(protocol)].filter(Boolean).join(' · ')
    subtitle.textContent = online ? here || words.online : words.offline
  }
  return {
    element,
    setProtocol(number: string) {
      protocol = number
      tell()
    },
    /** When somebody is there again; empty while somebody is. */
    setBack(text: string) {
      back = text
      tell()
    },
    setOnline(now: boolean) {
      online = now
      tell()
    },
  }
}

// A file let go over the window is sent, not opened in its place.
const takeFiles = (element: HTMLElement, files: (files: readonly File[]) => void) => {
  const over = (on: boolean) => element.classList.toggle('over', on)
  element.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    over(true)
  })
  element.addEventListener('dragleave', (event) => {
    if (!element.contains(event.relatedTarget as Node | null)) over(false)
  })
  element.addEventListener('drop', (event) => {
    event.preventDefault()
    over(false)
    files([...(event.dataTransfer?.files ?? [])])
  })
}

// Where the window fills the screen, the page behind it cannot be reached; beside the page it is one part among others.
const keepFocus = (element: HTMLElement) => {
  const turn = (event: KeyboardEvent) => {
    if (event.key !== 'Tab' || element.offsetWidth < document.documentElement.clientWidth) return
    const stops = [
      ...element.querySelectorAll<HTMLElement>('button, input, textarea, a[href], audio, [tabindex="0"]'),
    ].filter((one) => one.tabIndex >= 0 && !(one as HTMLButtonElement).disabled && one.offsetParent !== null)
    const [first, last] = [stops[0], stops.at(-1)]
    const at = (element.getRootNode() as ShadowRoot).activeElement
    if (at !== (event.shiftKey ? first : last)) return
    event.preventDefault()
    ;(event.shiftKey ? last : first)?.focus()
  }
  // On the way down: the field keeps its keys to itself.
  element.addEventListener('keydown', turn, true)
}
