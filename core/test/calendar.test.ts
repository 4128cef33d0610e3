import { expect, test } from 'vitest'
import {
  afterBusinessMinutes,
  businessMinutesBetween,
  holidayAt,
  isOpen,
  nextOpening,
  readCalendar,
} from '../src/decide/calendar.ts'
import { openingWords } from '../src/decide/opening-words.ts'
import { localTime, momentOf } from '../src/decide/zone.ts'

const sp = 'America/Sao_Paulo'
const shop = readCalendar({
  weekly: {
    mon: [
      ['09:00', '12:00'],
      ['13:30', '18:00'],
    ],
    tue: [['09:00', '18:00']],
    fri: [['22:00', '02:00']],
    sat: [['09:00', '24:00']],
  },
  holidays: [{ date: '2026-12-28', name: 'Recesso' }],
})
// 2026-11-23 is a Monday; São Paulo is three hours behind UTC all year since 2019.
const at = (local: string) => new Date(`${local}:00-03:00`)

test.each([
  ['2026-11-23T08:59', false],
  ['2026-11-23T09:00', true],
  ['2026-11-23T11:59', true],
  ['2026-11-23T12:00', false],
  ['2026-11-23T13:30', true],
  ['2026-11-23T18:00', false],
  ['2026-11-25T10:00', false],
  ['2026-11-27T23:00', true],
  ['2026-11-28T01:59', true],
  ['2026-11-28T02:00', false],
  ['2026-11-28T23:59', true],
  ['2026-11-29T00:00', false],
  ['2026-12-28T10:00', false],
])('at %s São Paulo, open is %s', (local, open) => {
  expect(isOpen(shop, sp, at(local))).toBe(open)
})

test.each([
  ['2026-11-23T08:00', '2026-11-23T09:00'],
  ['2026-11-23T09:00', '2026-11-23T13:30'],
  ['2026-11-23T12:30', '2026-11-23T13:30'],
  ['2026-11-24T18:00', '2026-11-27T22:00'],
  ['2026-12-27T12:00', '2026-12-29T09:00'],
])('after %s the next opening is %s', (now, next) => {
  expect(nextOpening(shop, sp, at(now))).toEqual(at(next))
})

test('without hours one is always open and never opens', () => {
  const none = readCalendar({ weekly: {}, holidays: [] })
  expect(isOpen(none, sp, at('2026-11-22T03:00'))).toBe(true)
  expect(nextOpening(none, sp, at('2026-11-22T03:00'))).toBeNull()
})

test('a holiday has its name, by the local date', () => {
  expect(holidayAt(shop, sp, new Date('2026-12-29T02:59:00Z'))).toBe('Recesso')
  expect(holidayAt(shop, sp, new Date('2026-12-29T03:00:00Z'))).toBeNull()
})

test('hours of no sense are left out, the others count', () => {
  const odd = readCalendar({
    weekly: { mon: [['9', '18:00'], 'x', ['09:00', '10:00'], ['25:00', '26:00']], tue: 7 },
    holidays: [null, 4, { date: 'x' }],
  })
  expect(odd.weekly.mon).toEqual([['09:00', '10:00']])
  expect(odd.holidays).toEqual([])
  expect(readCalendar({ weekly: null, holidays: 'no' }).holidays).toEqual([])
})

test.each([
  // New York springs forward on 2026-03-08: 02:30 does not exist, 23 hours in that day.
  ['2026-03-08', 2 * 60 + 30, 'America/New_York', '2026-03-08T07:30:00.000Z'],
  ['2026-03-08', 1 * 60, 'America/New_York', '2026-03-08T06:00:00.000Z'],
  ['2026-03-08', 3 * 60, 'America/New_York', '2026-03-08T07:00:00.000Z'],
  // It falls back on 2026-11-01: 01:30 comes twice, the first counts.
  ['2026-11-01', 90, 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ['2026-11-01', 2 * 60, 'America/New_York', '2026-11-01T07:00:00.000Z'],
  // Brazil's last change: 2018-11-04 had no hour from 00:00 to 01:00 in São Paulo.
  ['2018-11-04', 9 * 60, 'America/Sao_Paulo', '2018-11-04T11:00:00.000Z'],
  ['2019-02-16', 23 * 60 + 30, 'America/Sao_Paulo', '2019-02-17T01:30:00.000Z'],
  ['2026-11-23', 24 * 60, 'America/Sao_Paulo', '2026-11-24T03:00:00.000Z'],
  ['2026-06-01', 9 * 60, 'Asia/Kolkata', '2026-06-01T03:30:00.000Z'],
])('%s, minute %i in %s is %s', (date, minutes, zone, moment) => {
  expect(momentOf(date, minutes, zone).toISOString()).toBe(moment)
})

test('all over three years the clock and the moment agree', () => {
  for (const zone of ['America/Sao_Paulo', 'America/New_York', 'America/Santiago', 'America/Mexico_City']) {
    for (let moment = Date.UTC(2017, 0, 1); moment < Date.UTC(2020, 0, 1); moment += 31.25 * 3_600_000) {
      const { date, minutes } = localTime(new Date(moment), zone)
      const back = momentOf(date, minutes, zone).getTime()
      // The same wall clock; in a repeated hour it may be the first of the two.
      expect([0, 3_600_000]).toContain(moment - back)
    }
  }
})

test.each([
  ['pt-BR', '2026-11-23T14:00', 'hoje às 14h'],
  ['pt-BR', '2026-11-24T09:30', 'amanhã às 9h30'],
  ['pt-BR', '2026-11-27T01:00', 'sexta-feira à 1h'],
  ['pt-BR', '2026-12-23T09:00', '23/12 às 9h'],
  ['es', '2026-11-25T09:00', 'el miércoles a las 9:00'],
  ['es', '2026-11-24T13:05', 'mañana a las 13:05'],
  ['en', '2026-11-28T13:30', 'on Saturday at 1:30 pm'],
  ['en', '2026-12-01T09:00', 'on December 1 at 9 am'],
] as const)('%s says %s as "%s"', (locale, moment, words) => {
  expect(openingWords(at(moment), at('2026-11-23T08:00'), sp, locale)).toBe(words)
})

test.each([
  ['2026-11-23T09:00', 60, '2026-11-23T10:00'],
  ['2026-11-23T11:30', 60, '2026-11-23T14:00'],
  ['2026-11-23T17:30', 60, '2026-11-24T09:30'],
  ['2026-11-22T10:00', 30, '2026-11-23T09:30'],
  ['2026-11-27T23:00', 180, '2026-11-28T02:00'],
  ['2026-11-28T00:30', 120, '2026-11-28T09:30'],
  ['2026-12-26T23:30', 60, '2026-12-29T09:30'],
])('from %s, %i minutes of business time end at %s', (from, minutes, until) => {
  const end = afterBusinessMinutes(shop, sp, at(from), minutes)
  expect(end).toEqual(at(until))
  expect(businessMinutesBetween(shop, sp, at(from), at(until))).toBe(minutes)
})

test('without hours to keep every minute counts, and hours that are too few never end', () => {
  const always = readCalendar({ weekly: {}, holidays: [] })
  expect(afterBusinessMinutes(always, sp, at('2026-11-22T03:00'), 90)).toEqual(at('2026-11-22T04:30'))
  const hour = readCalendar({ weekly: { mon: [['09:00', '09:01']] }, holidays: [] })
  expect(afterBusinessMinutes(hour, sp, at('2026-11-22T03:00'), 60)).toBeNull()
})
