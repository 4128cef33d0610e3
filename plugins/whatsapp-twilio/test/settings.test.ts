import { secretFields, validate, withoutSecrets } from '@faladesk/plugin-sdk'
import { expect, test } from 'vitest'
import { recipientAddress, senderAddress } from '../src/address.ts'
import { twilioSettings } from '../src/settings.ts'

const good = { accountSid: 'AC1', authToken: 't', from: '+5511900000001' }

test('the number is understood however people copy it', () => {
  for (const from of ['whatsapp:+5511900000001', '+5511900000001', '+55 11 90000-0001', ' +55 (11) 90000.0001 ']) {
    expect(validate(twilioSettings, { ...good, from })).toEqual([])
    expect(senderAddress(from)).toBe('whatsapp:+5511900000001')
  }
})

test('each wrong field is named with its remedy in the person’s language', () => {
  const wrong = { accountSid: 'SK1', authToken: '', from: '11 90000-0001', apiBaseUrl: 'ftp://x', other: 1 }
  expect(validate(twilioSettings, wrong, 'pt-BR')).toEqual(
    expect.arrayContaining([
      { field: 'accountSid', message: 'O Account SID começa com AC; copie-o do console da Twilio.' },
      { field: 'authToken', message: 'Preencha este campo.' },
      { field: 'from', message: 'Escreva o número com + e o código do país, como +55 11 99999-0000.' },
      { field: 'apiBaseUrl', message: 'Escreva um endereço completo, como https://api.twilio.com.' },
      { field: 'other', message: 'Este campo não existe aqui; remova-o.' },
    ]),
  )
  expect(
    validate(twilioSettings, {}, 'en')
      .map(({ field }) => field)
      .sort(),
  ).toEqual(['accountSid', 'authToken', 'from'])
})

test('an address with a password in it is refused, so that no secret lies in an open field', () => {
  expect(validate(twilioSettings, { ...good, apiBaseUrl: 'https://u:p@api.example' })).toHaveLength(1)
})

test('both tokens are secret and nothing else is', () => {
  expect(secretFields(twilioSettings)).toEqual(['authToken', 'secondaryAuthToken'])
  expect(withoutSecrets(twilioSettings, { ...good, secondaryAuthToken: 'x' })).toEqual({
    accountSid: 'AC1',
    from: '+5511900000001',
  })
})

test('the phone is preferred, the BSUID serves, and nothing else is an address', () => {
  const bsuid = { kind: 'wa_bsuid', value: 'BR.1' }
  expect(recipientAddress([bsuid, { kind: 'wa_phone', value: '+551187650001' }])).toBe('whatsapp:+551187650001')
  expect(recipientAddress([bsuid])).toBe('whatsapp:BR.1')
  expect(
    recipientAddress([
      { kind: 'email', value: '+5511@x.example' },
      { kind: 'wa_phone', value: 'x\r\nTo: y' },
    ]),
  ).toBeNull()
})
