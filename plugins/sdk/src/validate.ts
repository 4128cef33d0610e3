import { Ajv, type ErrorObject } from 'ajv'
import addFormats from 'ajv-formats'
import type { TSchema } from 'typebox'
import type { Locale, Text } from './words.ts'

/** One thing wrong with a settings form: the field's name (dotted where nested, empty for the whole) and what to do. */
export interface Problem {
  field: string
  message: string
}

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true })
addFormats.default(ajv)

/** Says everything wrong with a settings value, in the person's language; an empty list means it may be stored. */
export function validate(schema: TSchema, value: unknown, locale: Locale = 'pt-BR'): Problem[] {
  const check = ajv.compile(schema as object)
  if (check(value)) return []
  const seen = new Map<string, Problem>()
  for (const error of check.errors ?? []) {
    const field = fieldOf(error)
    // One message a field: a pattern failing beside a minLength says the same thing twice.
    if (!seen.has(field)) seen.set(field, { field, message: messageOf(error, locale) })
  }
  return [...seen.values()]
}

const fieldOf = (error: ErrorObject): string => {
  const path = error.instancePath.slice(1).split('/').filter(Boolean).map(unescapePointer)
  if (error.keyword === 'required') path.push(String(error.params.missingProperty))
  if (error.keyword === 'additionalProperties') path.push(String(error.params.additionalProperty))
  return path.join('.')
}

const unescapePointer = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~')

const messageOf = (error: ErrorObject, locale: Locale): string => {
  const own = (error.parentSchema as { 'x-text'?: { wrong?: Text } } | undefined)?.['x-text']?.wrong?.[locale]
  if (own && ['pattern', 'format', 'enum', 'maxLength', 'minimum', 'maximum', 'minLength'].includes(error.keyword))
    return own
  return sentences[error.keyword]?.(error.params)[locale] ?? other[locale]
}

const other: Text = {
  'pt-BR': 'Este valor não é válido.',
  es: 'Este valor no es válido.',
  en: 'This value is not valid.',
}

const types: Record<string, Text> = {
  string: { 'pt-BR': 'um texto', es: 'un texto', en: 'a text' },
  number: { 'pt-BR': 'um número', es: 'un número', en: 'a number' },
  integer: { 'pt-BR': 'um número inteiro', es: 'un número entero', en: 'a whole number' },
  boolean: { 'pt-BR': 'sim ou não', es: 'sí o no', en: 'true or false' },
  array: { 'pt-BR': 'uma lista', es: 'una lista', en: 'a list' },
  object: { 'pt-BR': 'um conjunto de campos', es: 'un conjunto de campos', en: 'a set of fields' },
}

const sentences: Record<string, (params: Record<string, unknown>) => Text> = {
  required: () => ({ 'pt-BR': 'Preencha este campo.', es: 'Complete este campo.', en: 'Fill in this field.' }),
  additionalProperties: () => ({
    'pt-BR': 'Este campo não existe aqui; remova-o.',
    es: 'Este campo no existe aquí; quítelo.',
    en: 'There is no such field here; remove it.',
  }),
  type: ({ type }) => ({
    'pt-BR': `Aqui vai ${types[String(type)]?.['pt-BR'] ?? type}.`,
    es: `Aquí va ${types[String(type)]?.es ?? type}.`,
    en: `This must be ${types[String(type)]?.en ?? type}.`,
  }),
  minLength: ({ limit }) =>
    limit === 1
      ? { 'pt-BR': 'Preencha este campo.', es: 'Complete este campo.', en: 'Fill in this field.' }
      : {
          'pt-BR': `Use pelo menos ${limit} caracteres.`,
          es: `Use al menos ${limit} caracteres.`,
          en: `Use at least ${limit} characters.`,
        },
  maxLength: ({ limit }) => ({
    'pt-BR': `Use no máximo ${limit} caracteres.`,
    es: `Use como máximo ${limit} caracteres.`,
    en: `Use at most ${limit} characters.`,
  }),
  minimum: ({ limit }) => ({
    'pt-BR': `O mínimo é ${limit}.`,
    es: `El mínimo es ${limit}.`,
    en: `The least is ${limit}.`,
  }),
  maximum: ({ limit }) => ({
    'pt-BR': `O máximo é ${limit}.`,
    es: `El máximo es ${limit}.`,
    en: `The most is ${limit}.`,
  }),
  maxItems: ({ limit }) => ({
    'pt-BR': `No máximo ${limit} itens.`,
    es: `Como máximo ${limit} elementos.`,
    en: `At most ${limit} items.`,
  }),
  enum: ({ allowedValues }) => {
    const values = (allowedValues as unknown[]).join(', ')
    return {
      'pt-BR': `Escolha um destes: ${values}.`,
      es: `Elija uno de estos: ${values}.`,
      en: `Choose one of: ${values}.`,
    }
  },
  format: ({ format }) => ({
    'pt-BR': `O formato esperado é ${format}.`,
    es: `El formato esperado es ${format}.`,
    en: `The expected format is ${format}.`,
  }),
}
