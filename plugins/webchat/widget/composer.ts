import { icon, make } from './node.ts'
import type { Words } from './texts.ts'

const limit = 4000

/** Where the visitor writes: Enter sends, Shift+Enter breaks the line. */
export const createComposer = (
  words: Words,
  types: readonly string[],
  does: { send(text: string): void; typing(): void; files(files: readonly File[]): void },
) => {
  const field = make('textarea', {
    rows: '1',
    placeholder: words.write,
    'aria-label': words.write,
    enterkeyhint: 'send',
    autocomplete: 'off',
  })
  const button = make(
    'button',
    { type: 'submit', class: 'send', 'aria-label': words.send, disabled: true },
    icon('M22 2 11 13M22 2l-7 20-4-9-9-4Z'),
  )
  const picker = make('input', { type: 'file', multiple: true, hidden: true, accept: types.join(), tabindex: '-1' })
  picker.addEventListener('change', () => {
    does.files([...(picker.files ?? [])])
    picker.value = ''
    field.focus()
  })
  const clip = make(
    'button',
    { type: 'button', class: 'icon clip', 'aria-label': words.attach, onclick: () => picker.click() },
    icon('m21 11-8.6 8.6a6 6 0 0 1-8.5-8.5l9.2-9.2a4 4 0 0 1 5.7 5.7l-9.2 9.2a2 2 0 0 1-2.8-2.9L15.3 5.4'),
  )
  const notice = make('p', { class: 'notice', role: 'status' })
  let lastTyping = 0

  const fit = () => {
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight + 2, 132)}px`
    button.disabled = field.value.trim() === ''
  }
  const submit = () => {
    const text = field.value.trim()
    if (text === '') return
    if (text.length > limit) {
      notice.textContent = words.tooLong(limit)
      return
    }
    notice.textContent = ''
    field.value = ''
    fit()
    field.focus()
    does.send(text)
  }
  field.addEventListener('input', () => {
    fit()
    if (notice.textContent && field.value.length <= limit) notice.textContent = ''
    if (Date.now() - lastTyping < 3000) return
    lastTyping = Date.now()
    does.typing()
  })
  field.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    does.files(files)
  })
  field.addEventListener('keydown', (event) => {
    // Escape is the panel's; a page's own shortcuts must not run while somebody writes here.
    if (event.key !== 'Escape') event.stopPropagation()
    // Enter that ends a composition (accents, Asian input) is not a send.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    submit()
  })
  const form = make('form', { class: 'composer' }, clip, picker, make('label', {}, field), button)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })
  return {
    elements: [notice, form] as const,
    focus: () => field.focus({ preventScroll: true }),
    tell(text: string) {
      notice.textContent = text
    },
    show: (on: boolean) => form.toggleAttribute('hidden', !on),
  }
}

export type Composer = ReturnType<typeof createComposer>
