import type { Shown } from './log.ts'
import { make } from './node.ts'
import { bubblesOf } from './parts.ts'
import type { Language, Words } from './texts.ts'

export interface Hands {
  retry(id: string): void
  cancel(id: string): void
  choose(title: string): void
}

/** Draws one message: who, what, and for one's own last one whether it arrived. */
export const rowOf = (
  message: Shown,
  look: { first: boolean; last: boolean; words: Words; language: Language },
  hands: Hands,
): HTMLElement => {
  const { words } = look
  const mine = message.direction === 'in'
  const time = new Intl.DateTimeFormat(look.language, { timeStyle: 'short' }).format(new Date(message.at))
  const classes = [
    'row',
    look.first && 'first',
    mine && 'mine',
    message.state === 'sending' && 'pending',
    message.state === 'failed' && 'failed',
  ]
  const author = mine ? words.you : nameOf(message, words)
  return make(
    'div',
    { class: classes.filter(Boolean).join(' ') },
    mine || !look.first ? make('span', { class: 'unseen' }, `${author}: `) : make('div', { class: 'who' }, author),
    ...bubblesOf(message, words, hands.choose),
    stateOf(message, look.last, time, words, hands),
  )
}

const nameOf = ({ author }: Shown, words: Words) =>
  author?.name || (author?.kind === 'ai' ? words.assistant : words.team)

const stateOf = (message: Shown, last: boolean, time: string, words: Words, hands: Hands): HTMLElement | null => {
  if (message.state === 'failed')
    return make(
      'div',
      { class: 'state' },
      words.failed,
      make('button', { type: 'button', onclick: () => hands.retry(message.key) }, words.retry),
      message.content
        ? make('button', { type: 'button', onclick: () => hands.cancel(message.key) }, words.cancel)
        : null,
    )
  if (message.state === 'sending') return make('div', { class: 'state' }, ...sending(message, words, hands))
  if (!last) return null
  const told = message.read ? words.read : words.sent
  return make('div', { class: 'state' }, message.direction === 'in' ? `${told} · ${time}` : time)
}

// A file shows how far it is, and can be stopped.
const sending = ({ key, progress, content }: Shown, words: Words, hands: Hands): (Node | string)[] => {
  if (!content) return [words.sending]
  const percent = Math.round((progress ?? 0) * 100)
  return [
    make('progress', { max: 100, value: percent, 'aria-label': words.progress(percent) }),
    make('button', { type: 'button', onclick: () => hands.cancel(key) }, words.cancel),
  ]
}
