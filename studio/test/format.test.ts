import { describe, expect, test } from 'vitest'
import { sayIdentity } from '../src/console/identity.ts'
import { clockTime, dayName, dayOf, fileSize, listTime, waited } from '../src/lib/format.ts'
import { hueOf, initials } from '../src/lib/names.ts'
import { readableNumber } from '../src/lib/phone-number.ts'

const zone = 'America/Sao_Paulo'
const now = Date.parse('2026-11-22T15:00:00Z')

describe('times', () => {
  test("are told in the organization's zone", () => {
    expect(clockTime('2026-11-22T15:04:00Z', 'pt-BR', zone)).toBe('12:04')
    expect(dayOf('2026-11-23T01:00:00Z', zone)).toBe('2026-11-22')
  })

  test('in a list grow shorter the nearer they are', () => {
    expect(listTime('2026-11-22T14:00:00Z', now, 'pt-BR', zone)).toBe('11:00')
    expect(listTime('2026-11-21T14:00:00Z', now, 'pt-BR', zone)).toBe('ontem')
    expect(listTime('2026-11-18T14:00:00Z', now, 'pt-BR', zone)).toBe('qua')
    expect(listTime('2026-11-03T14:00:00Z', now, 'pt-BR', zone)).toBe('03/11')
    expect(listTime('2025-11-03T14:00:00Z', now, 'pt-BR', zone)).toBe('03/11/25')
  })

  test('of a separator say today and yesterday in the language of the reader', () => {
    expect(dayName('2026-11-22T14:00:00Z', now, 'pt-BR', zone)).toBe('hoje')
    expect(dayName('2026-11-21T14:00:00Z', now, 'es', zone)).toBe('ayer')
    expect(dayName('2026-11-10T14:00:00Z', now, 'en', zone)).toBe('Tuesday, November 10')
  })

  test('waited say minutes, hours and days, and nothing for less than a minute', () => {
    const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()
    expect(waited(ago(30), now)).toBeNull()
    expect(waited(ago(5 * 60 + 59), now)).toBe('5 min')
    expect(waited(ago(3 * 3600), now)).toBe('3 h')
    expect(waited(ago(49 * 3600), now)).toBe('2 d')
  })
})

test('a size is told in the unit people use for it', () => {
  expect(fileSize(900, 'en')).toBe('900 bytes')
  expect(fileSize(184_000, 'pt-BR')).toBe('184 kB')
  expect(fileSize(1_430_000, 'pt-BR')).toBe('1,4 MB')
})

test('initials are those of the first and the last name, and the last digits of a number', () => {
  expect(initials('Ana Souza')).toBe('AS')
  expect(initials('  joão pedro lima ')).toBe('JL')
  expect(initials('Élio')).toBe('É')
  expect(initials('+55 11 98765-4321')).toBe('21')
  expect(initials('🙂')).toBe('?')
  expect(initials('')).toBe('?')
})

test('a name always has the same hue, one of eight', () => {
  const hues = new Set(Array.from({ length: 200 }, (_, index) => hueOf(`Pessoa ${index}`)))
  expect(hueOf('Ana Souza')).toBe(hueOf('Ana Souza'))
  expect(hues.size).toBe(8)
})

test('Brazilian numbers are grouped, others are left as they are', () => {
  expect(readableNumber('+5511987654321')).toBe('+55 11 98765-4321')
  expect(readableNumber('551132654321')).toBe('+55 11 3265-4321')
  expect(readableNumber('+59899123456')).toBe('+59899123456')
  expect(sayIdentity({ kind: 'wa_phone', value: '+5511987654321' })).toEqual({
    family: 'whatsapp',
    shown: '+55 11 98765-4321',
  })
  expect(sayIdentity({ kind: 'email', value: 'a@b.test' }).family).toBe('email')
})
