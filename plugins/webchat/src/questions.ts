import type { FormPart, Identity } from '@faladesk/plugin-sdk'
import { emailOf, lineOf, phoneOf } from './person.ts'
import type { WebchatSettings } from './settings.ts'
import type { Visitor } from './visitor.ts'

const fields = ['name', 'email', 'phone', 'question', 'consent'] as const
type Field = (typeof fields)[number]

/** What a visitor is asked before the first message; what the site has signed is not asked again. */
export const questionsFor = ({ prechat }: WebchatSettings, { person }: Visitor): { name: Field; required: boolean }[] =>
  fields.flatMap((name) => {
    const asked = prechat?.[name] ?? 'off'
    const known = name === 'name' || name === 'email' || name === 'phone' ? person?.[name] : undefined
    if (asked === 'off' || known || (name === 'question' && !prechat?.questionText)) return []
    return [{ name, required: asked === 'required' }]
  })

/** Whether this visitor has to answer something before the first message. */
export const mustAnswer = (settings: WebchatSettings, visitor: Visitor): boolean =>
  !visitor.answered && questionsFor(settings, visitor).some(({ required }) => required)

/** Reads the answers a visitor sent; answers with the field that is wrong where one is. An e-mail may be left at any time. */
export const answersOf = (
  settings: WebchatSettings,
  visitor: Visitor,
  given: unknown,
): { part: FormPart | null } | { wrong: Field; message: string } => {
  const answers = (given && typeof given === 'object' && !Array.isArray(given) ? given : {}) as Record<string, unknown>
  const asked = new Map(questionsFor(settings, visitor).map(({ name, required }) => [name, required]))
  const said: Partial<Record<Field, string>> = {}
  for (const name of fields) {
    const required = !visitor.answered && asked.get(name) === true
    if (!asked.has(name) && name !== 'email') continue
    const value = read(name, answers[name])
    if (value === null) return { wrong: name, message: hints[name] }
    if (value === '' && required) return { wrong: name, message: 'Answer this question first.' }
    if (value !== '') said[name] = value
  }
  return { part: Object.keys(said).length === 0 ? null : partOf(settings, said) }
}

// Null where something was written that makes no sense.
const read = (name: Field, value: unknown): string | null => {
  if (name === 'consent') return value === true ? 'yes' : ''
  const line = lineOf(value, name === 'question' ? 500 : 255)
  if (line === '') return ''
  if (name === 'email') return emailOf(line)
  if (name === 'phone') return phoneOf(line) ?? (/^[\d\s().-]{8,20}$/.test(line) ? line : null)
  return line.slice(0, name === 'name' ? 80 : 500)
}

const hints: Record<Field, string> = {
  name: 'Write a name.',
  email: 'Write an e-mail address, such as ana@example.com.',
  phone: 'Write a phone number with its area code.',
  question: 'Write an answer.',
  consent: 'Accept first.',
}

const partOf = (settings: WebchatSettings, said: Partial<Record<Field, string>>): FormPart => {
  const { name, email, phone, question, consent } = said
  const { questionText = '' } = settings.prechat ?? {}
  const whole = phone && phoneOf(phone)
  const identities: Identity[] = [
    ...(email ? [{ kind: 'email', value: email, verified: false }] : []),
    ...(whole ? [{ kind: 'phone', value: whole, verified: false }] : []),
  ]
  return {
    k: 'form',
    title: 'pre-chat',
    json: {
      ...(name && { name }),
      ...(email && { email }),
      ...(phone && { phone }),
      ...(question && { [questionText]: question }),
      ...(consent && { consent: true }),
    },
    contact: {
      ...(name && { name }),
      ...(identities.length > 0 && { identities }),
      ...(question && { attributes: { [questionText.slice(0, 60)]: question.slice(0, 200) } }),
    },
  }
}
