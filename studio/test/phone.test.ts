import { expect, test } from 'vitest'
import { readableNumber } from '../src/lib/phone-number.ts'
import { addressForm, addressOf, freshAddress, isAddress } from '../src/phone/addresses.ts'
import { choicesIn } from '../src/phone/choices-in.ts'
import { everybody, numberOf, readPeople } from '../src/phone/people.ts'

test.each([
  ['11 98765-4321', '+5511987654321'],
  ['(21) 3333-4444', '+552133334444'],
  ['+52 55 1234 5678', '+525512345678'],
  ['5511987654321', '+5511987654321'],
])('%s is the number %s', (written, number) => {
  expect(numberOf(written)).toBe(number)
})

test.each(['', 'abc', '+12', '98765', '+0000000000000'])('“%s” is no phone number', (written) => {
  expect(numberOf(written)).toBeNull()
})

test('a Brazilian number is written as people read it, any other as it is', () => {
  expect(readableNumber('+5511987654321')).toBe('+55 11 98765-4321')
  expect(readableNumber('+552133334444')).toBe('+55 21 3333-4444')
  expect(readableNumber('+525512345678')).toBe('+525512345678')
})

test('a person kept here keeps their own name, and nobody is listed twice', () => {
  const list = everybody(
    [{ name: 'Eu', address: '+1' }],
    [
      { name: 'Outro', address: '+1' },
      { name: 'B', address: '+2' },
    ],
  )
  expect(list).toEqual([
    { name: 'Eu', address: '+1' },
    { name: 'B', address: '+2' },
  ])
})

test.each([
  ['whatsapp-cloud', 'number', 'wa_phone'],
  ['sms-twilio', 'number', 'phone'],
  ['email', 'email', 'email'],
  ['telegram', 'id', 'telegram'],
] as const)('who writes to %s is named by a %s', (channel, form, kind) => {
  expect(addressForm(channel)).toMatchObject({ form, kinds: expect.arrayContaining([kind]) })
  expect(addressForm(channel).kinds[0]).toBe(kind)
  // Whatever chance says, somebody new begins with an address that is one.
  for (const chance of [0, 0.5, 0.999999]) {
    const fresh = addressOf(form, freshAddress(form, chance))
    expect(fresh && isAddress(form, fresh)).toBe(true)
  }
})

test('a mail address and a number on Telegram are taken only where they can be one', () => {
  expect(addressOf('email', ' ana@exemplo.com.br ')).toBe('ana@exemplo.com.br')
  expect(['ana', 'ana@', 'ana@exemplo', 'a b@c.de'].map((one) => addressOf('email', one))).toEqual([
    null,
    null,
    null,
    null,
  ])
  expect(addressOf('id', '777001')).toBe('777001')
  expect(addressOf('id', '+5511')).toBeNull()
})

test('what a browser kept is believed only where it is a person', () => {
  expect(readPeople(null)).toEqual([])
  expect(readPeople('{')).toEqual([])
  expect(
    readPeople(
      '[{"name":"A","address":"+55"},{"name":1},null,{"name":"B","address":"javascript:"},{"name":"C","address":"c@exemplo.com.br"}]',
    ),
  ).toEqual([
    { name: 'A', address: '+55' },
    { name: 'C', address: 'c@exemplo.com.br' },
  ])
})

test('buttons are offered as buttons, with their ids', () => {
  const content = [
    { k: 'text', text: '1. não' },
    { k: 'buttons', text: '?', buttons: [{ id: 'a', title: 'Sim' }, { title: 'Não' }] },
  ]
  expect(choicesIn('1. x\n2. y', content)).toEqual([
    { kind: 'button', id: 'a', title: 'Sim' },
    { kind: 'button', title: 'Não' },
  ])
})

test('a numbered list and words in capitals are offered as words to write', () => {
  expect(choicesIn('Escolha:\n1. Boleto\n2) Troca', [])).toEqual([
    { kind: 'words', title: 'Boleto' },
    { kind: 'words', title: 'Troca' },
  ])
  expect(choicesIn('Escreva BOLETO ou ATENDENTE. BOLETO é rápido.', null).map((one) => one.title)).toEqual([
    'BOLETO',
    'ATENDENTE',
  ])
})

test('an ordinary answer offers nothing', () => {
  expect(choicesIn('Olá! Seu protocolo é 2026112200001. O CPF não é preciso.', [])).toEqual([])
  expect(choicesIn('1. só um item', [])).toEqual([])
})
