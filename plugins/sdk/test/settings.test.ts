import { expect, test } from 'vitest'
import {
  choice,
  group,
  layered,
  list,
  namesIn,
  number,
  optional,
  say,
  secret,
  secretFields,
  settings,
  split,
  Type,
  text,
  toggle,
  validate,
  withDefaults,
  withoutSecrets,
} from '../src/index.ts'
import { schemaProblems } from '../src/settings-values.ts'

const t = { title: say('t', 't', 't') }
const schema = settings({
  host: text({ ...t, pattern: '^[a-z.]+$', wrong: say('Só letras.', 'Solo letras.', 'Letters only.') }),
  password: secret(t),
  port: optional(number({ ...t, integer: true, minimum: 1, maximum: 65_535, default: 993 })),
  tls: optional(toggle({ ...t, default: true })),
  kind: optional(choice({ imap: say('a', 'a', 'a'), pop: say('b', 'b', 'b') }, { ...t, default: 'imap' })),
  from: optional(list({ ...t, maxItems: 2, item: { maxLength: 3 } })),
})

test('every wrong field is told once, in the person’s language, with what to do', () => {
  const wrong = { host: 'A!', port: 0, tls: 'yes', kind: 'smtp', from: ['a', 'abcd'], extra: 1 }
  const told = (locale: 'pt-BR' | 'es' | 'en') =>
    Object.fromEntries(validate(schema, wrong, locale).map(({ field, message }) => [field, message]))
  expect(told('pt-BR')).toEqual({
    host: 'Só letras.',
    password: 'Preencha este campo.',
    port: 'O mínimo é 1.',
    tls: 'Aqui vai sim ou não.',
    kind: 'Escolha um destes: imap, pop.',
    'from.1': 'Use no máximo 3 caracteres.',
    extra: 'Este campo não existe aqui; remova-o.',
  })
  expect(told('es')).toMatchObject({ host: 'Solo letras.', tls: 'Aquí va sí o no.' })
  expect(told('en')).toMatchObject({ password: 'Fill in this field.', kind: 'Choose one of: imap, pop.' })
  expect(validate(schema, null, 'en')).toEqual([{ field: '', message: 'This must be a set of fields.' }])
  expect(validate(schema, { host: 'a.b', password: 'x' })).toEqual([])
})

test('secrets are known by name and never leave', () => {
  expect(secretFields(schema)).toEqual(['password'])
  const value = { host: 'a', password: 'p', port: 1 }
  expect(withoutSecrets(schema, value)).toEqual({ host: 'a', port: 1 })
  expect(value.password).toBe('p')
})

const mail = settings({
  address: text(t),
  imap: group({ host: text(t), port: optional(number({ ...t, default: 993 })), password: secret(t) }, t),
  smtp: optional(group({ host: text(t), password: optional(secret(t)) }, t)),
})

test('fields of a group are sealed, shown, filled and refused by their dotted name', () => {
  const kept = { address: 'a', imap: { host: 'h', password: 'p' } }
  expect(secretFields(mail)).toEqual(['imap.password', 'smtp.password'])
  expect(split(mail, kept)).toEqual({
    open: { address: 'a', imap: { host: 'h' } },
    sealed: { imap: { password: 'p' } },
  })
  expect(withoutSecrets(mail, kept)).toEqual({ address: 'a', imap: { host: 'h' } })
  expect(withDefaults(mail, kept)).toEqual({ address: 'a', imap: { host: 'h', port: 993, password: 'p' } })
  expect(namesIn({ imap: { password: 'p' }, x: 1 })).toEqual(['imap.password', 'x'])
  expect(validate(mail, { address: 'a', imap: { host: 'h' } }, 'en')).toEqual([
    { field: 'imap.password', message: 'Fill in this field.' },
  ])
})

test('settings laid over others change only what they name, and null removes', () => {
  const below = { address: 'a', imap: { host: 'h', password: 'p' }, smtp: { host: 's' } }
  expect(layered(mail, below, { imap: { host: 'i' }, smtp: null })).toEqual({
    address: 'a',
    imap: { host: 'i', password: 'p' },
  })
  expect(layered(mail, below, { smtp: { host: null } })).toEqual({ address: 'a', imap: { host: 'h', password: 'p' } })
})

test('a group needs its words, and so do its fields', () => {
  const nameless = settings({ box: group({ a: Type.String() }, t) })
  expect(schemaProblems(nameless)).toEqual(['settings.box.a has no x-text title in pt-BR, es, en'])
})

test('defaults fill what is missing and never what is given', () => {
  expect(withDefaults(schema, { host: 'a', tls: false })).toEqual({ host: 'a', port: 993, tls: false, kind: 'imap' })
})

test('a schema survives JSON, so that a form can be made from it elsewhere', () => {
  const copy = JSON.parse(JSON.stringify(schema))
  expect(copy.properties.password).toMatchObject({ type: 'string', writeOnly: true, 'x-text': t })
  expect(copy.properties.kind['x-choices'].pop).toEqual(say('b', 'b', 'b'))
  expect(validate(copy, { host: 'a', password: 'p' })).toEqual([])
})
