import type { Locale } from '@faladesk/rules'
import { plain } from '../find/plain.ts'
import type { CellKind, Choice } from './cell-kind.ts'

/** What was read from a cell's text, or why it could not be. Blank text means that the cell says nothing. */
export type Read =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: CellError; readonly allowed?: string }

export type CellError = 'number' | 'boolean' | 'choice' | 'date' | 'json' | 'required' | 'last' | 'param' | 'locked'

const YES: Readonly<Record<Locale, string>> = { 'pt-BR': 'sim', es: 'sí', en: 'yes' }
const NO: Readonly<Record<Locale, string>> = { 'pt-BR': 'não', es: 'no', en: 'no' }
const EMPTY: Readonly<Record<Locale, string>> = { 'pt-BR': '(vazio)', es: '(vacío)', en: '(empty)' }

const yes = new Set(['sim', 's', 'si', 'yes', 'y', 'true', 'verdadeiro', 'verdadero', 'v', '1', 'x'])
const no = new Set(['nao', 'n', 'no', 'false', 'falso', 'f', '0'])
const empties = new Set(['vazio', 'vacio', 'empty', 'null'])

/** A value as people write it in a cell; reading it back gives the same value. */
export function cellText(value: unknown, kind: CellKind, locale: Locale): string {
  if (value === undefined) return ''
  if (kind.type === 'json') return JSON.stringify(value)
  if (value === null) return EMPTY[locale]
  if (typeof value === 'boolean') return value ? YES[locale] : NO[locale]
  if (typeof value === 'number') return locale === 'en' ? String(value) : String(value).replace('.', ',')
  if (Array.isArray(value)) return listText(value.map((one) => choiceText(String(one), kind.choices)))
  // One phrase alone must not be taken for several.
  if (kind.type === 'list') return listText([choiceText(String(value), kind.choices)])
  return typeof value === 'string' ? choiceText(value, kind.choices) : JSON.stringify(value)
}

/** Reads a cell's text. `before` is what the cell held: a single phrase stays one, and a guess keeps its type. */
export function readCell(text: string, kind: CellKind, locale: Locale, before?: unknown): Read {
  const said = text.trim()
  if (said === '') return { ok: true, value: undefined }
  if (kind.type === 'json') return readJson(said)
  if (/^\(.+\)$/u.test(said) && empties.has(plain(said))) return { ok: true, value: null }
  switch (kind.type) {
    case 'boolean':
      return readBoolean(said)
    case 'number':
      return readNumber(said, locale)
    case 'date':
      return readDate(said)
    case 'choice':
      return readChoice(said, kind.choices ?? [])
    case 'list':
      return readList(said, kind, before)
    case 'guess':
      return readGuess(said, locale, before)
    default:
      return { ok: true, value: choiceValue(said, kind.choices) ?? said }
  }
}

const bad = (error: CellError, allowed?: string): Read => ({
  ok: false,
  error,
  ...(allowed === undefined ? {} : { allowed }),
})
const good = (value: unknown): Read => ({ ok: true, value })

const choiceText = (value: string, choices: readonly Choice[] = []) =>
  choices.find((one) => one.value === value)?.label ?? value

const choiceValue = (said: string, choices: readonly Choice[] = []) =>
  (
    choices.find(({ value }) => value === said) ??
    choices.find(({ label, value }) => plain(label) === plain(said) || plain(value) === plain(said))
  )?.value

function readJson(said: string): Read {
  try {
    return good(JSON.parse(said))
  } catch {
    return bad('json')
  }
}

function readBoolean(said: string): Read {
  const word = plain(said)
  return yes.has(word) ? good(true) : no.has(word) ? good(false) : bad('boolean')
}

// In Portuguese and Spanish 1.234,5 is what English writes 1,234.5; a single point followed by three digits groups them.
function readNumber(said: string, locale: Locale): Read {
  const [group, decimal] = locale === 'en' ? [',', '.'] : ['.', ',']
  const compact = said.replace(/[\s\u00a0]|R\$/gu, '')
  const grouped = new RegExp(`^-?\\d{1,3}([${group}]\\d{3})+([${decimal}]\\d+)?$`, 'u')
  const number = grouped.test(compact)
    ? compact.replaceAll(group, '').replace(decimal, '.')
    : compact.replace(decimal, '.')
  return /^-?\d+(\.\d+)?$/u.test(number) ? good(Number(number)) : bad('number')
}

function readDate(said: string): Read {
  const day = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(said)
  const iso = day ? `${day[3]}-${day[2]?.padStart(2, '0')}-${day[1]?.padStart(2, '0')}` : said
  return /^\d{4}-\d{2}-\d{2}/u.test(iso) && !Number.isNaN(Date.parse(iso)) ? good(iso) : bad('date')
}

function readChoice(said: string, choices: readonly Choice[]): Read {
  const value = choiceValue(said, choices)
  return value === undefined ? bad('choice', choices.map(({ label }) => label).join(', ')) : good(value)
}

function readList(said: string, { choices }: CellKind, before: unknown): Read {
  const items = listItems(said).map((one) => choiceValue(one, choices) ?? one)
  const numbers = Array.isArray(before) && before.length > 0 && before.every((one) => typeof one === 'number')
  if (numbers && items.every((one) => /^-?\d+([.,]\d+)?$/u.test(one)))
    return good(items.map((one) => Number(one.replace(',', '.'))))
  return good(typeof before === 'string' && items.length === 1 ? items[0] : items)
}

function readGuess(said: string, locale: Locale, before: unknown): Read {
  if (typeof before === 'string') return good(said)
  const word = plain(said)
  const asNumber = readNumber(said, locale)
  if (asNumber.ok) return asNumber
  if (word.length > 1 && (yes.has(word) || no.has(word))) return readBoolean(said)
  return good(said)
}

// Items are kept apart by ";"; one that holds a separator or a quotation mark stands in quotation marks.
const listText = (items: readonly string[]) =>
  items.map((item) => (/[;,|\n"]|^\s|\s$|^$/u.test(item) ? `"${item.replaceAll('"', '""')}"` : item)).join('; ')

function listItems(said: string): readonly string[] {
  const bare = said.replace(/"(?:[^"]|"")*"/gu, '')
  const separator = /[;|\n]/u.test(bare) ? /[;|\n]/u : /,/u
  const items: string[] = []
  let item = ''
  let quoted = false
  for (const character of said) {
    if (character === '"') quoted = !quoted
    if (!quoted && separator.test(character)) {
      items.push(item)
      item = ''
    } else item += character
  }
  return [...items, item].map(unquoted).filter((one) => one !== '')
}

const unquoted = (item: string): string => {
  const bare = item.trim()
  return /^".*"$/su.test(bare) ? bare.slice(1, -1).replaceAll('""', '"') : bare
}
