import type { Composer } from './composer.ts'
import { createQuestions } from './questions.ts'
import type { Session } from './session.ts'
import type { Answers, Memory } from './storage.ts'
import type { Words } from './texts.ts'

interface Desk {
  words: Words
  memory: Memory
  composer: Composer
  session(): Session
  /** Whether the visitor has said something. */
  spoken(): boolean
  isOpen(): boolean
  /** The first questions are answered. */
  begun(): void
  /** An e-mail address was left. */
  left(answers: Answers): void
}

/** Asks before the first message, in the composer's place; and for an e-mail when nobody is there to answer. */
export const createAsking = ({ words, memory, composer, session, spoken, isOpen, begun, left }: Desk) => {
  let form: HTMLFormElement | null = null
  let shown: 'first' | 'later' | null = null
  let wantsEmail = false

  const wanted = () => {
    const { questions = [] } = session()
    const must = questions.some(({ required }) => required)
    if (questions.length > 0 && !memory.get().answers && (must || !spoken())) return 'first'
    return wantsEmail && spoken() ? 'later' : null
  }
  const look = () => {
    const next = wanted()
    if (next === shown) return
    shown = next
    form?.remove()
    form = next === 'first' ? first() : next === 'later' ? later() : null
    composer.show(next !== 'first')
    if (!form) return
    composer.elements[1].before(form)
    if (isOpen() && next === 'first') focus()
  }
  const first = () => {
    const { questions = [], question, consent, privacy } = session()
    const asked = { questions, question, consent, privacy, title: words.ask, send: words.start }
    return createQuestions(words, asked, (answers) => {
      memory.set({ answers })
      look()
      begun()
      composer.focus()
    })
  }
  const later = () => {
    const questions = [{ name: 'email', required: true } as const]
    return createQuestions(words, { questions, title: words.leaveEmail, send: words.save }, (answers) => {
      wantsEmail = false
      left(answers)
      composer.focus()
    })
  }
  const focus = () => {
    const field = shown === 'first' ? form?.querySelector('input') : null
    if (field) field.focus({ preventScroll: true })
    else composer.focus()
  }

  return {
    look,
    focus,
    /** Nothing can be said before something is answered. */
    isClosed: () => shown === 'first',
    /** Nobody is there, and no address is known. */
    wantEmail(now: boolean) {
      wantsEmail = now
    },
  }
}
