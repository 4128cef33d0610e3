import { expect, test } from 'vitest'
import { clockText } from '../src/settings/hours/clock-text.ts'
import { addInterval, copyToWorkdays, isAlwaysOpen, removeInterval, setTime } from '../src/settings/hours/week.ts'
import { isLocalAddress } from '../src/settings/inboxes/webhook-words.ts'
import { originOf, widgetSnippet } from '../src/settings/inboxes/widget-snippet.ts'
import { timeZones } from '../src/settings/organization/time-zones.ts'

test('a closed day opens as a working day, and a second interval follows the first', () => {
  const one = addInterval({}, 'mon')
  expect(one).toEqual({ mon: [['09:00', '18:00']] })
  expect(addInterval({ mon: [['09:00', '12:00']] }, 'mon').mon).toEqual([
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ])
})

test('no interval that is added ends before it begins, however late the day', () => {
  for (const until of ['18:30', '21:00', '22:30', '23:30', '24:00']) {
    const added = addInterval({ fri: [['09:00', until]] }, 'fri').fri?.at(-1)
    expect(added && added[0] < added[1], until).toBe(true)
  }
})

test('one end of one interval changes, the rest stays', () => {
  const week = {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ] as [string, string][],
    sat: [['09:00', '13:00']] as [string, string][],
  }
  expect(setTime(week, 'mon', 1, 1, '17:30')).toEqual({
    ...week,
    mon: [
      ['09:00', '12:00'],
      ['13:00', '17:30'],
    ],
  })
  expect(removeInterval(week, 'mon', 0)).toEqual({ ...week, mon: [['13:00', '18:00']] })
})

test('Monday’s hours are copied to the working days and to no other', () => {
  const copied = copyToWorkdays({ mon: [['08:00', '17:00']], sat: [['09:00', '13:00']] })
  expect(copied.fri).toEqual([['08:00', '17:00']])
  expect(copied.sat).toEqual([['09:00', '13:00']])
  expect(copied.sun).toBeUndefined()
})

test('a week without hours counts as always open', () => {
  expect(isAlwaysOpen({})).toBe(true)
  expect(isAlwaysOpen({ mon: [], tue: [['09:00', '10:00']] })).toBe(false)
})

test.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['0930', '09:30'],
  ['18h30', '18:30'],
  ['18 h', '18:00'],
  ['7:05', '07:05'],
  ['24', '24:00'],
])('%s is read as %s', (written, time) => {
  expect(clockText(written)).toBe(time)
})

test.each(['', '25', '24:01', '9:75', 'meio-dia', '12345', '-1'])('“%s” is no time of day', (written) => {
  expect(clockText(written)).toBeNull()
})

test('the current time zone can always be chosen, and none twice', () => {
  const zones = timeZones('America/Asuncion', ['America/Sao_Paulo', 'Europe/Lisbon'])
  expect(zones).toContain('America/Asuncion')
  expect(zones[0]).toBe('America/Sao_Paulo')
  expect(new Set(zones).size).toBe(zones.length)
})

test('an address no provider can reach is known as such', () => {
  for (const url of [
    'http://localhost:3000/x',
    'http://127.0.0.1/x',
    'http://192.168.0.4/x',
    'http://10.1.1.1/',
    'http://[::1]:3000/',
  ])
    expect(isLocalAddress(url), url).toBe(true)
  for (const url of ['https://sac.loja.com.br/x', 'https://172.15.0.1/', 'https://localhost.example/'])
    expect(isLocalAddress(url), url).toBe(false)
})

test('the widget’s line names the desk’s public origin and the inbox’s key', () => {
  const origin = originOf('https://sac.loja.com.br/hooks/v1/abc/inbound') ?? ''
  expect(widgetSnippet(origin, 'abc')).toBe(
    '<script src="https://sac.loja.com.br/widget.js" data-inbox="abc" async></script>',
  )
  expect(originOf('nada')).toBeNull()
})
