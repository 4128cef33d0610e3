import { secretFields, validate } from '@faladesk/plugin-sdk'
import { expect, test } from 'vitest'
import { identityOf, senderAddress } from '../src/address.ts'
import { problems } from '../src/problems.ts'
import { smsSettings } from '../src/settings.ts'

const good = { accountSid: 'AC1', authToken: 't', from: '+5511900000001' }

test('a number or a Messaging Service is needed, and either is enough', () => {
  const { from: _, ...neither } = good
  expect(validate(smsSettings, good)).toEqual([])
  expect(validate(smsSettings, { ...neither, messagingServiceSid: 'MG1' })).toEqual([])
  expect(validate(smsSettings, neither).map(({ field }) => field)).toEqual(
    expect.arrayContaining(['from', 'messagingServiceSid']),
  )
})

test('the number is understood however people copy it; a name, which nobody can answer, is refused with its reason', () => {
  for (const from of ['+5511900000001', '+55 11 90000-0001', ' +55 (11) 90000.0001 ']) {
    expect(validate(smsSettings, { ...good, from })).toEqual([])
    expect(senderAddress({ from })).toBe('+5511900000001')
  }
  expect(senderAddress({ from: '27123' })).toBe('27123')
  expect(validate(smsSettings, { ...good, from: 'LOJA' }, 'pt-BR')).toEqual([
    { field: 'from', message: expect.stringContaining('A um nome') },
  ])
})

test('both tokens are secret and nothing else is', () => {
  expect(secretFields(smsSettings)).toEqual(['authToken', 'secondaryAuthToken'])
})

test('an address is a phone, a short code or a name, and nothing of WhatsApp’s', () => {
  expect(identityOf('+5511987650001')).toEqual({ kind: 'phone', value: '+5511987650001', verified: true })
  expect(identityOf('27123')?.kind).toBe('phone')
  expect(identityOf('BANCO SUL')?.kind).toBe('sms_name')
  for (const none of ['', '+', 'whatsapp:+5511987650001', 'x'.repeat(12), '+5511\r\nTo: y', '012345678901'])
    expect(identityOf(none), none).toBeNull()
})

test('every code an agent may meet says in three languages what happened and what to do', () => {
  for (const code of [21610, 21211, 21614, 21635, 21408, 21612, 30003, 30004, 30005, 30006, 30007, 30008, 30034]) {
    const { text, class: kind } = problems.of(code)
    for (const words of Object.values(text ?? {}))
      expect(words.split(/[.:]\s/).length, `${code} ${words}`).toBeGreaterThan(1)
    expect(Object.keys(text ?? {}), `${code}`).toHaveLength(3)
    expect(kind).not.toBe('ambiguous')
  }
  // A phone that is off is no reason to stop writing to its owner.
  expect(problems.of(30003).class).toBe('transient')
  for (const code of ['constructor', '__proto__', 'toString'])
    expect(problems.of(code)).toMatchObject({ class: 'content', code })
})
