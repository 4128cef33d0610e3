import { expect, test } from 'vitest'
import { ApiError } from '../src/lib/api-error.ts'
import { fieldErrors } from '../src/settings/field-errors.ts'
import { settingsOf, valuesOf } from '../src/settings/form-values.ts'
import { fieldsOf } from '../src/settings/schema-fields.ts'

const words = (name: string) => ({ title: { 'pt-BR': `${name} pt`, es: `${name} es`, en: `${name} en` } })
const say = (pt: string, es: string, en: string) => ({ 'pt-BR': pt, es, en })

// As the plugin SDK writes settings: see text(), secret(), choice(), toggle(), number() and list() there.
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['sid', 'token', 'mode', 'on'],
  properties: {
    sid: {
      type: 'string',
      minLength: 1,
      examples: ['AC1'],
      'x-text': { ...words('sid'), help: say('ajuda', 'ayuda', 'help') },
    },
    token: { type: 'string', minLength: 1, writeOnly: true, 'x-text': words('token') },
    mode: {
      type: 'string',
      enum: ['fast', 'slow'],
      default: 'fast',
      'x-text': words('mode'),
      'x-choices': { fast: say('Rápido', 'Rápido', 'Fast'), slow: say('Lento', 'Lento', 'Slow') },
    },
    on: { type: 'boolean', default: true, 'x-text': words('on') },
    limit: { type: 'integer', 'x-text': words('limit') },
    about: { type: 'string', 'x-text': words('about'), 'x-multiline': true },
    origins: { type: 'array', items: { type: 'string' }, default: [], 'x-text': words('origins') },
    colour: { type: 'string', pattern: '^#[0-9a-fA-F]{6}$', default: '#2563eb', 'x-text': words('colour') },
  },
}
const fields = fieldsOf(schema, 'es')

test('every kind of field a plugin may declare becomes its own control, in the schema’s order', () => {
  expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
    ['sid', 'text'],
    ['token', 'secret'],
    ['mode', 'choice'],
    ['on', 'switch'],
    ['limit', 'number'],
    ['about', 'multiline'],
    ['origins', 'list'],
    ['colour', 'colour'],
  ])
})

test('labels, help and choices speak the person’s language', () => {
  expect(fields[0]).toMatchObject({ label: 'sid es', help: 'ayuda', placeholder: 'AC1', required: true })
  expect(fieldsOf(schema, 'en')[2]?.choices).toEqual([
    { value: 'fast', label: 'Fast' },
    { value: 'slow', label: 'Slow' },
  ])
})

test('a schema without our words still makes a form', () => {
  const plain = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string', title: 'A' }, b: { anyOf: [{ const: 'x' }, { const: 'y' }] } },
  }
  expect(fieldsOf(plain, 'pt-BR')).toMatchObject([
    { name: 'a', kind: 'text', label: 'A', required: true },
    { name: 'b', kind: 'choice', label: 'b', required: false },
  ])
  expect(fieldsOf(null, 'pt-BR')).toEqual([])
})

test('what is saved is shown, a secret never is', () => {
  const values = valuesOf(fields, {
    sid: 'AC9',
    token: 'não devia estar aqui',
    limit: 3,
    origins: ['https://a', 'https://b'],
  })
  expect(values).toEqual({
    sid: 'AC9',
    token: '',
    mode: 'fast',
    on: true,
    limit: '3',
    about: '',
    origins: 'https://a\nhttps://b',
    colour: '#2563eb',
  })
})

test('a secret left alone is not sent, so that it stays', () => {
  const saved = { sid: 'AC9' }
  expect(settingsOf(fields, valuesOf(fields, saved), saved)).not.toHaveProperty('token')
  expect(settingsOf(fields, { ...valuesOf(fields, saved), token: 'novo' }, saved)).toMatchObject({ token: 'novo' })
})

test('a field that was emptied is removed, one that never was is left out', () => {
  const saved = { sid: 'AC9', about: 'x', limit: 4 }
  const sent = settingsOf(fields, { ...valuesOf(fields, saved), about: ' ', limit: '' }, saved)
  expect(sent).toMatchObject({ about: null, limit: null, sid: 'AC9', on: true })
  expect(settingsOf(fields, { ...valuesOf(fields, {}), about: '' }, {})).not.toHaveProperty('about')
})

test('numbers and lists are sent as such; what is no number goes as it was written', () => {
  const values = { ...valuesOf(fields, {}), limit: '1,5', origins: ' https://a \n\n https://b' }
  expect(settingsOf(fields, values, {})).toMatchObject({ limit: 1.5, origins: ['https://a', 'https://b'] })
  expect(settingsOf(fields, { ...values, limit: 'dez' }, {})).toMatchObject({ limit: 'dez' })
})

test('each wrong field is told at its own control, a wrong line by its number', () => {
  const error = new ApiError(400, 'bad_input', 'x', [
    { field: 'name', message: 'Preencha.' },
    { field: 'settings.sid', message: 'Começa com AC.' },
    { field: 'settings.origins.1', message: 'Não é endereço.' },
    { field: 7 },
  ])
  expect(fieldErrors(error)).toMatchObject({ name: 'Preencha.' })
  expect(fieldErrors(error, 'settings.')).toEqual({ sid: 'Começa com AC.', origins: '2: Não é endereço.' })
  expect(fieldErrors(new Error('x'))).toEqual({})
})

const mailbox = {
  type: 'object',
  required: ['address', 'imap'],
  properties: {
    address: { type: 'string' },
    imap: {
      type: 'object',
      required: ['host', 'password'],
      properties: {
        host: { type: 'string' },
        port: { type: 'integer', default: 993 },
        password: { type: 'string', writeOnly: true },
      },
    },
    smtp: {
      type: 'object',
      required: ['host'],
      properties: { host: { type: 'string' }, port: { type: 'integer', default: 465 } },
    },
  },
}

test('fields of a group carry a dotted name, and a group nobody touched is not sent', () => {
  const fields = fieldsOf(mailbox, 'en')
  expect(fields.map(({ name, required }) => [name, required])).toEqual([
    ['address', true],
    ['imap.host', true],
    ['imap.port', false],
    ['imap.password', true],
    ['smtp.host', false],
    ['smtp.port', false],
  ])
  const values = { ...valuesOf(fields, {}), address: 'a@b.c', 'imap.host': 'imap.b.c', 'imap.password': 'p' }
  expect(settingsOf(fields, values, {})).toEqual({
    address: 'a@b.c',
    imap: { host: 'imap.b.c', port: 993, password: 'p' },
  })
  const saved = { address: 'a@b.c', imap: { host: 'imap.b.c', port: 993 }, smtp: { host: 's', port: 465 } }
  const changed = { ...valuesOf(fields, saved), 'imap.host': 'mail.b.c', 'smtp.host': '' }
  expect(settingsOf(fields, changed, saved)).toEqual({
    address: 'a@b.c',
    imap: { host: 'mail.b.c', port: 993 },
    smtp: { host: null, port: 465 },
  })
})
