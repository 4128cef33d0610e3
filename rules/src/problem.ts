import { type Finding, fieldOf } from './finding.ts'
import { type Locale, type Text, text } from './text.ts'
import { WORDING } from './wording.ts'
import { WORDING_OF_MEANING } from './wording-meaning.ts'

/** Something to correct in a document: where, which field, and a sentence saying what is wrong and what to do. */
export interface Problem {
  readonly code: string
  /** JSON pointer (RFC 6901) into the document. */
  readonly pointer: string
  readonly field: string
  readonly message: string
}

// What a value may have to be, in words.
const KINDS: Readonly<Record<string, Text>> = {
  string: text('um texto', 'un texto', 'a text'),
  number: text('um número', 'un número', 'a number'),
  integer: text('um número inteiro', 'un número entero', 'a whole number'),
  boolean: text('true ou false', 'true o false', 'true or false'),
  null: text('null', 'null', 'null'),
  array: text('uma lista', 'una lista', 'a list'),
  object: text('um objeto { }', 'un objeto { }', 'an object { }'),
  datetime: text(
    'uma data como 2026-01-31T12:00:00Z',
    'una fecha como 2026-01-31T12:00:00Z',
    'a date like 2026-01-31T12:00:00Z',
  ),
  words: text('um texto ou uma lista de textos', 'un texto o una lista de textos', 'a text or a list of texts'),
  'string-list': text('uma lista de textos', 'una lista de textos', 'a list of texts'),
  'number-list': text('uma lista de números', 'una lista de números', 'a list of numbers'),
}

const SHOWN = 10

/** Puts a finding into words. */
export function problemOf(finding: Finding, locale: Locale): Problem {
  const field = fieldOf(finding.pointer)
  const sentence = (WORDING[finding.code] ?? WORDING_OF_MEANING[finding.code])?.[locale] ?? finding.code
  const fill: Readonly<Record<string, string>> = {
    field,
    given: shown(finding.given),
    allowed: listed(finding, locale),
    limit: String(finding.limit ?? ''),
  }
  const message = sentence.replace(/(?<!\{)\{(field|given|allowed|limit)\}/gu, (_, name: string) => fill[name] ?? '')
  return { code: finding.code, pointer: finding.pointer, field, message }
}

function listed({ allowed = [], nearest }: Finding, locale: Locale): string {
  const ordered = nearest === undefined ? allowed : [nearest, ...allowed.filter((name) => name !== nearest)]
  const names = ordered.slice(0, SHOWN).map((name) => KINDS[name]?.[locale] ?? name)
  return [...names, ...(ordered.length > SHOWN ? ['…'] : [])].join(', ')
}

function shown(given: unknown): string {
  const written = given === undefined ? '' : JSON.stringify(given)
  return written.length > 60 ? `${written.slice(0, 57)}…` : written
}
