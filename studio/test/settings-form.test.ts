import { expect, test } from 'vitest'
import { ApiError } from '../src/lib/api-error.ts'
import { languageName } from '../src/lib/format.ts'
import { renderTemplate } from '../src/lib/template-text.ts'
import { fieldErrors, healthErrors } from '../src/settings/form/field-errors.ts'
import { presetIn, withTyped } from '../src/settings/form/fill-fields.ts'
import { settingsOf, valuesOf } from '../src/settings/form/form-values.ts'
import { fieldsOf } from '../src/settings/form/schema-fields.ts'
import { groupsOf, isOpen } from '../src/settings/form/schema-groups.ts'
import { moved, withWay } from '../src/settings/policy/policy-draft.ts'
import { stateOf } from '../src/settings/templates/template-words.ts'

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

test('another inbox is chosen among those of its kind, and what the plugin offers besides keeps its words', () => {
  const [field] = fieldsOf(
    { properties: { by: { type: 'string', 'x-inbox': 'email', 'x-choices': { first: say('A', 'B', 'C') } } } },
    'es',
  )
  expect(field).toMatchObject({ kind: 'inbox', inboxOf: 'email', choices: [{ value: 'first', label: 'B' }] })
})

test('what an inbox’s health says of one field is told at that field, while it holds', () => {
  const health = { status: 'error', field: 'settings.imap.password', reason: 'Recusada.' } as const
  expect(healthErrors({ enabled: true, health })).toEqual({ 'imap.password': 'Recusada.' })
  expect(healthErrors({ enabled: false, health })).toEqual({})
  expect(healthErrors({ enabled: true, health: { ...health, status: 'ok' } })).toEqual({})
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
    ['smtp.host', true],
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

const post = {
  type: 'object',
  required: ['address', 'how'],
  properties: {
    address: { type: 'string', 'x-fills': ['imap.user'] },
    how: { type: 'string', enum: ['imap', 'hook'], default: 'imap' },
    imap: {
      type: 'object',
      'x-shown': { how: ['imap'] },
      required: ['host', 'user'],
      properties: {
        host: { type: 'string' },
        port: { type: 'integer', default: 993 },
        user: { type: 'string' },
      },
    },
    oauth: {
      type: 'object',
      required: ['token'],
      properties: { token: { type: 'string', writeOnly: true }, scope: { type: 'string', default: 'mail' } },
    },
    theme: { type: 'object', properties: { colour: { type: 'string', default: '#2563eb' } } },
  },
}
const postFields = fieldsOf(post, 'en')
const gmail = { title: 'Gmail', domains: ['gmail.com'], settings: { how: 'imap', imap: { host: 'imap.g', port: 993 } } }

test('a group stands open, behind a switch or in a drawer, by what its schema asks', () => {
  expect(groupsOf(postFields).map(({ name, mode }) => [name, mode])).toEqual([
    ['imap', 'shown'],
    ['oauth', 'switch'],
    ['theme', 'fold'],
  ])
})

test('a shown group is there, and sent, only while the field it waits for says so', () => {
  const [imap] = groupsOf(postFields)
  const values = { ...valuesOf(postFields, {}), address: 'a@b.c', 'imap.host': 'x' }
  expect(imap && isOpen(imap, values)).toBe(true)
  expect(settingsOf(postFields, values, {})).toMatchObject({ imap: { host: 'x', port: 993 } })
  const hook = { ...values, how: 'hook' }
  expect(imap && isOpen(imap, hook)).toBe(false)
  expect(settingsOf(postFields, hook, {})).toEqual({ address: 'a@b.c', how: 'hook' })
})

test('a new inbox is asked for what a shown group needs even when nothing of it was typed', () => {
  expect(settingsOf(postFields, { ...valuesOf(postFields, {}), address: 'a@b.c' }, {})).toMatchObject({
    imap: { port: 993 },
  })
  const saved = { address: 'a@b.c', how: 'imap' }
  expect(settingsOf(postFields, valuesOf(postFields, saved), saved)).not.toHaveProperty('imap')
})

test('a switched group is sent when on, removed whole when switched off, and left alone otherwise', () => {
  const off = valuesOf(postFields, {})
  expect(settingsOf(postFields, off, {})).not.toHaveProperty('oauth')
  expect(settingsOf(postFields, { ...off, oauth: true }, {})).toMatchObject({ oauth: { scope: 'mail' } })
  const saved = { address: 'a@b.c', oauth: { scope: 'mail' } }
  const on = valuesOf(postFields, saved)
  expect(on.oauth).toBe(true)
  expect(settingsOf(postFields, { ...on, oauth: false }, saved)).toMatchObject({ oauth: null })
})

test('an address fills the user while nobody wrote another, and a known domain its servers', () => {
  const type = (values: ReturnType<typeof valuesOf>, name: string, text: string) =>
    withTyped(postFields, [gmail], values, name, text)
  const typed = type(valuesOf(postFields, {}), 'address', 'loja@gmail.com')
  expect(typed).toMatchObject({ 'imap.user': 'loja@gmail.com', 'imap.host': 'imap.g', 'imap.port': '993' })
  expect(presetIn(postFields, [gmail], typed)).toBe(gmail)
  const other = type(type(typed, 'imap.user', 'outra'), 'address', 'sac@gmail.com')
  expect(other['imap.user']).toBe('outra')
  const own = type(type(valuesOf(postFields, {}), 'imap.host', 'mail.loja'), 'address', 'loja@gmail.com')
  expect(own['imap.host']).toBe('mail.loja')
  expect(presetIn(postFields, [gmail], own)).toBeUndefined()
})

test('ways of a policy are added at the end, taken out, and moved within their borders', () => {
  const policy = withWay(withWay({ closed: [] }, 'template', true), 'channel', true)
  expect(policy.closed).toEqual(['template', 'channel'])
  expect(moved(policy, 'channel', -1).closed).toEqual(['channel', 'template'])
  expect(moved(policy, 'channel', 1)).toEqual(policy)
  expect(moved(policy, 'paid_template', -1)).toEqual(policy)
  expect(withWay(policy, 'template', false).closed).toEqual(['channel'])
})

test('templates are said in words whatever a provider writes', () => {
  expect(stateOf({ status: 'APPROVED' })).toBe('approved')
  expect(stateOf({ status: 'in_appeal' })).toBe('other')
  expect(languageName('pt_BR', 'en')).toBe('Brazilian Portuguese')
  expect(languageName('??', 'en')).toBe('??')
  expect(renderTemplate('Olá {{1}}, {{ nome }} {{x', { 1: 'Ana' })).toBe('Olá Ana, {{ nome }} {{x')
})
