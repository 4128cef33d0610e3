import { say, type Text } from '@faladesk/plugin-sdk'

const kinds: Record<string, Text> = {
  string: say('um texto', 'un texto', 'a text'),
  number: say('um número', 'un número', 'a number'),
  integer: say('um número inteiro', 'un número entero', 'a whole number'),
  boolean: say('true ou false', 'true o false', 'true or false'),
  array: say('uma lista', 'una lista', 'a list'),
  object: say('um objeto JSON', 'un objeto JSON', 'a JSON object'),
  null: say('null', 'null', 'null'),
}

const formats: Record<string, Text> = {
  uuid: say(
    'Informe um id como 1b4e28ba-2fa1-4d2b-883f-0016d3cca427.',
    'Indique un id como 1b4e28ba-2fa1-4d2b-883f-0016d3cca427.',
    'Give an id such as 1b4e28ba-2fa1-4d2b-883f-0016d3cca427.',
  ),
  date: say(
    'Informe uma data que exista, como 2026-12-25.',
    'Indique una fecha que exista, como 2026-12-25.',
    'Give a date that exists, such as 2026-12-25.',
  ),
  'date-time': say(
    'Informe data e hora com fuso, como 2026-12-25T09:00:00Z.',
    'Indique fecha y hora con zona, como 2026-12-25T09:00:00Z.',
    'Give a date and time with zone, such as 2026-12-25T09:00:00Z.',
  ),
}

const other = say('Este valor não é aceito aqui.', 'Este valor no se acepta aquí.', 'This value is not accepted here.')

const required = say('Preencha este campo.', 'Complete este campo.', 'Fill in this field.')

type Parameters = Record<string, unknown>

const sentences: Record<string, (parameters: Parameters) => Text> = {
  required: () => required,
  additionalProperties: () =>
    say(
      'Este campo não existe aqui; remova-o ou confira o nome.',
      'Este campo no existe aquí; quítelo o revise el nombre.',
      'There is no such field here; remove it or check its name.',
    ),
  type: ({ type }) => {
    const wanted = (Array.isArray(type) ? type : String(type).split(',')).map((name) => kinds[name] ?? other)
    const list = (locale: keyof Text, or: string) => wanted.map((text) => text[locale]).join(or)
    return say(
      `Aqui vai ${list('pt-BR', ' ou ')}.`,
      `Aquí va ${list('es', ' o ')}.`,
      `This must be ${list('en', ' or ')}.`,
    )
  },
  enum: ({ allowedValues }) => {
    const values = (allowedValues as unknown[]).map((value) => (value === null ? 'null' : String(value))).join(', ')
    return say(`Escolha um destes: ${values}.`, `Elija uno de estos: ${values}.`, `Choose one of: ${values}.`)
  },
  format: ({ format }) => formats[String(format)] ?? other,
  pattern: ({ pattern }) => (pattern === '\\S' ? required : patternHint(String(pattern))),
  minLength: ({ limit }) =>
    limit === 1
      ? required
      : say(
          `Use pelo menos ${limit} caracteres.`,
          `Use al menos ${limit} caracteres.`,
          `Use at least ${limit} characters.`,
        ),
  maxLength: ({ limit }) =>
    say(
      `Use no máximo ${limit} caracteres.`,
      `Use como máximo ${limit} caracteres.`,
      `Use at most ${limit} characters.`,
    ),
  minimum: ({ limit }) => say(`O mínimo é ${limit}.`, `El mínimo es ${limit}.`, `The least is ${limit}.`),
  maximum: ({ limit }) => say(`O máximo é ${limit}.`, `El máximo es ${limit}.`, `The most is ${limit}.`),
  minItems: ({ limit }) => say(`Informe pelo menos ${limit}.`, `Indique al menos ${limit}.`, `Give at least ${limit}.`),
  maxItems: ({ limit }) =>
    say(`No máximo ${limit} itens.`, `Como máximo ${limit} elementos.`, `At most ${limit} items.`),
  uniqueItems: () =>
    say('Há itens repetidos; deixe um só.', 'Hay elementos repetidos; deje uno.', 'Some items are repeated; keep one.'),
  minProperties: () => say('Informe pelo menos um campo.', 'Indique al menos un campo.', 'Give at least one field.'),
}

const patternHint = (pattern: string): Text =>
  pattern.startsWith('^([01]')
    ? say('Informe um horário como 09:00.', 'Indique una hora como 09:00.', 'Give a time such as 09:00.')
    : say(`O formato esperado é ${pattern}.`, `El formato esperado es ${pattern}.`, `The expected form is ${pattern}.`)

/** The sentence that says what to do about one failed keyword of a JSON Schema. */
export const sentenceFor = (keyword: string, parameters: Parameters): Text => sentences[keyword]?.(parameters) ?? other
