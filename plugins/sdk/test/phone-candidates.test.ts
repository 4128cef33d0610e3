import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { phoneCandidates } from '../src/index.ts'

const other = (value: string, kind = 'wa_phone') => phoneCandidates({ kind, value }).map((one) => one.value)

test('edge 11: a Brazilian mobile is looked for with and without its ninth digit', () => {
  expect(other('+5511987650001')).toEqual(['+551187650001'])
  expect(other('+551187650001')).toEqual(['+5511987650001'])
  expect(other('whatsapp:+55 (41) 8888-7777')).toEqual(['+5541988887777'])
  expect(phoneCandidates({ kind: 'phone', value: '554188887777' })).toEqual([
    { kind: 'phone', value: '+5541988887777' },
  ])
})

test('edge 12: landlines, 0800 and numbers of no area never gain a ninth digit', () => {
  for (const value of [
    '+554132221111',
    '+551150399000',
    '+5508007771234',
    '+558007771234',
    '+553003123456',
    '+552087650001',
    '+551140041234',
    '+55118765000',
    '+5511887650001',
  ])
    expect(other(value), value).toEqual([])
})

test('a mobile of the ninth digit’s own age has no older form: without its 9 it would be a landline', () => {
  expect(other('+5511945678901')).toEqual([])
})

test('Mexico’s 1 and Argentina’s 9 are looked for both ways, and toll-free numbers gain neither', () => {
  expect(other('+5215512345678')).toEqual(['+525512345678'])
  expect(other('+525512345678')).toEqual(['+5215512345678'])
  expect(other('+5491112345678')).toEqual(['+541112345678'])
  expect(other('+541112345678')).toEqual(['+5491112345678'])
  expect(other('+528001234567')).toEqual([])
  expect(other('+548001234567')).toEqual([])
})

describe('whatever the identity', () => {
  test('what is no phone has no other form', () => {
    expect(phoneCandidates({ kind: 'wa_bsuid', value: 'BR.5511987650001' })).toEqual([])
    expect(phoneCandidates({ kind: 'email', value: '5511987650001@x.example' })).toEqual([])
    for (const value of ['', '+', 'x5511987650001', '+14155550100', '+351912345678']) expect(other(value)).toEqual([])
  })

  test('the other form of the other form is the number itself, and it is never among its own candidates', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 12 }).map((all) => all.join(''))
    fc.assert(
      fc.property(fc.constantFrom('+55', '+52', '+54', '+521', '+549'), digits, (country, rest) => {
        const value = country + rest
        for (const candidate of other(value)) {
          expect(candidate).not.toBe(value)
          expect(other(candidate)).toEqual([value])
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
