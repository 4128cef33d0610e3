import { CATALOGUE, type Catalogue } from './catalogue.ts'
import type { Fact } from './fact.ts'
import { follow } from './path.ts'
import { type Locale, text } from './text.ts'

/** A filled template, and the placeholders that had nothing to say. */
export interface Filled {
  readonly text: string
  /** Placeholders whose fact is unknown or empty and that had no fallback, each once. */
  readonly missing: readonly string[]
}

/** How values are written: the language, the organization's time zone (IANA name), and the facts there are. */
export interface FillOptions {
  readonly locale?: Locale
  readonly timeZone?: string
  readonly catalogue?: Catalogue
  /** What stands where a placeholder has nothing to say; nothing at all when missing. */
  readonly blank?: (placeholder: string) => string
}

interface Slot {
  readonly name: string
  readonly fallback: string | undefined
}

const YES = text('sim', 'sí', 'yes')
const NO = text('não', 'no', 'no')

/**
 * Replaces each `{{fact.name}}` by what the fact says, once: a value that itself contains `{{…}}` stays as it is.
 * `{{contact.name|cliente}}` writes `cliente` when the fact is empty. Takes time in proportion to the template.
 */
export function fill(template: string, facts: Readonly<Record<string, unknown>>, options: FillOptions = {}): Filled {
  const missing = new Set<string>()
  const filled = pieces(template).map((piece) => {
    if (typeof piece === 'string') return piece
    const written = write(piece.name, facts, options)
    if (written !== '') return written
    if (piece.fallback === undefined) missing.add(piece.name)
    return piece.fallback ?? options.blank?.(piece.name) ?? ''
  })
  return { text: filled.join(''), missing: [...missing] }
}

/** The names between `{{` and `}}`, each once. */
export const placeholders = (template: string): readonly string[] => [
  ...new Set(pieces(template).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.name]))),
]

/** The fact a placeholder starts with: itself, or for `contact.attributes.plano` the object `contact.attributes`. */
export function factOf<T>(placeholder: string, facts: ReadonlyMap<string, T>): T | undefined {
  const keys = placeholder.split('.', 9)
  for (let length = keys.length; length > 0; length--) {
    const fact = facts.get(keys.slice(0, length).join('.'))
    if (fact !== undefined) return fact
  }
  return undefined
}

// One pass with indexOf: no backtracking, whatever the template looks like.
function pieces(template: string): (string | Slot)[] {
  const found: (string | Slot)[] = []
  let start = 0
  for (;;) {
    const end = template.indexOf('}}', start)
    if (end === -1) return [...found, template.slice(start)]
    const before = template.slice(start, end)
    const open = before.lastIndexOf('{{')
    if (open === -1) found.push(`${before}}}`)
    else found.push(before.slice(0, open), slot(before.slice(open + 2)))
    start = end + 2
  }
}

function slot(inside: string): Slot {
  const bar = inside.indexOf('|')
  if (bar === -1) return { name: inside.trim(), fallback: undefined }
  return { name: inside.slice(0, bar).trim(), fallback: inside.slice(bar + 1).trim() }
}

function write(name: string, facts: Readonly<Record<string, unknown>>, options: FillOptions): string {
  const keys = name.split('.', 9)
  for (let length = keys.length; length > 0; length--) {
    const factName = keys.slice(0, length).join('.')
    if (!Object.hasOwn(facts, factName)) continue
    const fact = (options.catalogue ?? CATALOGUE).facts.get(factName)
    return inWords(follow(facts[factName], keys.slice(length)), fact, options)
  }
  return ''
}

/** Writes one value of a fact as people read it: enum labels, local dates and numbers, yes and no, lists with commas. */
export function inWords(value: unknown, fact: Fact | undefined, options: FillOptions): string {
  const { locale = 'pt-BR' } = options
  if (typeof value === 'number') return value.toLocaleString(locale)
  if (typeof value === 'boolean') return (value ? YES : NO)[locale]
  if (Array.isArray(value)) return value.map((item) => inWords(item, fact, options)).join(', ')
  if (typeof value !== 'string') return ''
  if (fact?.type === 'datetime') return localDate(value, locale, options.timeZone)
  return fact?.values?.find((one) => one.value === value)?.label[locale] ?? value
}

function localDate(value: string, locale: Locale, timeZone = 'America/Sao_Paulo'): string {
  const time = Date.parse(value)
  // Already in words, then: the customer reads it as it is.
  if (Number.isNaN(time)) return value
  const day = { weekday: 'long', day: '2-digit', month: '2-digit' } as const
  return new Intl.DateTimeFormat(locale, { ...day, hour: '2-digit', minute: '2-digit', timeZone }).format(time)
}
