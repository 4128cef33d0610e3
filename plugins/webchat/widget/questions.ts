import { make } from './node.ts'
import { link } from './rich-text.ts'
import type { Question } from './session.ts'
import type { Answers } from './storage.ts'
import type { Words } from './texts.ts'

interface Asked {
  questions: readonly Question[]
  question?: string | undefined
  consent?: string | undefined
  privacy?: string | undefined
  title: string
  send: string
}

const types = { name: 'text', email: 'email', phone: 'tel', question: 'text', consent: 'checkbox' }
const fills = { name: 'name', email: 'email', phone: 'tel', question: 'off', consent: 'off' }

/** A short form: a label for each field, each mistake beside its field and read out, the first one focused. */
export const createQuestions = (words: Words, asked: Asked, done: (answers: Answers) => void): HTMLFormElement => {
  const rows = asked.questions.map((question) => questionRow(question, asked, words))
  const form = make(
    'form',
    { class: 'questions', novalidate: true, 'aria-label': asked.title },
    make('p', { class: 'lead' }, asked.title),
    ...rows.map(({ element }) => element),
    make('button', { type: 'submit', class: 'submit' }, asked.send),
  )
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') event.stopPropagation()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const wrong = rows.filter(({ check }) => !check())
    if (wrong[0]) return wrong[0].field.focus()
    done(Object.fromEntries(rows.flatMap(({ name, value }) => (value() ? [[name, value()]] : []))))
  })
  return form
}

const questionRow = ({ name, required }: Question, asked: Asked, words: Words) => {
  const id = `q-${name}`
  const field = make('input', {
    id,
    type: types[name],
    autocomplete: fills[name],
    maxlength: name === 'question' ? 500 : 255,
    'aria-describedby': `${id}-wrong`,
    required,
  })
  const label =
    name === 'question' ? (asked.question ?? '') : name === 'consent' ? asked.consent || words.consent : words[name]
  const wrong = make('span', { class: 'wrong', id: `${id}-wrong`, role: 'alert' })
  const title = make('label', { for: id }, label, required ? ' *' : ` ${words.optional}`)
  const privacy = name === 'consent' && asked.privacy ? make('span', {}, link(asked.privacy, words.privacy)) : null
  const value = () => (name === 'consent' ? field.checked : field.value.trim())
  const check = (): boolean => {
    const problem = problemOf(name, value(), required, words)
    wrong.textContent = problem
    field.setAttribute('aria-invalid', String(problem !== ''))
    return problem === ''
  }
  field.addEventListener('change', () => wrong.textContent && check())
  const element =
    name === 'consent'
      ? make('div', { class: 'question check' }, field, make('div', {}, title, privacy, wrong))
      : make('div', { class: 'question' }, title, field, wrong)
  return { name, field, element, value, check }
}

const problemOf = (name: string, value: string | boolean, required: boolean, words: Words): string => {
  if (!value) return required ? (name === 'consent' ? words.mustAccept : words.mustFill) : ''
  if (name === 'email' && !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@.]+$/.test(String(value))) return words.wrongEmail
  if (name === 'phone' && !/^\+?[\d\s().-]{8,20}$/.test(String(value))) return words.wrongPhone
  return ''
}
