import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLog, type Message } from '../widget/log.ts'
import { readableOn, visibleOn } from '../widget/style.ts'

const message = (seq: number, more: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  seq,
  direction: 'out',
  text: `${seq}`,
  at: '2026-11-22T12:00:00Z',
  ...more,
})

test('whatever the order and repetition, messages stand once and in the conversation’s order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }), (order) => {
      const log = createLog()
      for (const seq of order) log.merge([message(seq)])
      const expected = [...new Set(order)].sort((a, b) => a - b)
      expect(log.list().map(({ seq }) => seq)).toEqual(expected)
      expect(log.last()).toBe(Math.max(...order))
    }),
  )
})

test('what the visitor wrote shows at once, after everything else, and is the same when the desk confirms it', () => {
  const log = createLog()
  log.add('id-1', 'oi', '2020-01-01T00:00:00Z')
  log.merge([message(1)])
  expect(log.list().map(({ key, state }) => [key, state])).toEqual([
    ['m1', 'sent'],
    ['id-1', 'sending'],
  ])
  log.merge([message(2, { direction: 'in', clientId: 'visitor:id-1', text: 'oi' })])
  expect(log.list().map(({ key, state }) => [key, state])).toEqual([
    ['m1', 'sent'],
    ['id-1', 'sent'],
  ])
  log.mark('id-1', 'failed')
  expect(log.list()[1]?.state).toBe('sent')
})

test('unread are the desk’s messages written after the last one read', () => {
  const log = createLog()
  const at = (minute: number) => `2026-11-22T12:0${minute}:00Z`
  log.merge([
    message(1, { at: at(1) }),
    message(2, { direction: 'in', at: at(2) }),
    message(3, { at: at(3) }),
    message(4, { at: at(4) }),
  ])
  expect(log.unreadSince(Date.parse(at(1)))).toBe(2)
  expect(log.unreadSince(log.lastHeard())).toBe(0)
})

test('after a resolved conversation the next one, whose places start at one again, stands below it', () => {
  const log = createLog()
  log.merge([message(1), message(2), message(3)])
  log.add('id-9', 'de novo', '2026-11-23T12:00:00Z')
  log.merge([message(1, { id: 'n1', direction: 'in', clientId: 'id-9' })])
  log.merge([message(2, { id: 'n2' }), message(3)])
  expect(log.list().map(({ id }) => id)).toEqual(['m1', 'm2', 'm3', 'n1', 'n2'])
  expect(log.last()).toBe(2)
})

const light = (colour: string) => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string) => {
  const [high = 0, low = 0] = [light(a), light(b)].sort((one, two) => two - one)
  return (high + 0.05) / (low + 0.05)
}
const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`)

test('text on any brand colour has a contrast of at least 4.5, lines of it on either window of at least 3', () => {
  fc.assert(
    fc.property(anyColour, (colour) => {
      expect(contrast(colour, readableOn(colour))).toBeGreaterThanOrEqual(4.5)
      for (const surface of ['#ffffff', '#16181d'])
        expect(contrast(visibleOn(colour, surface), surface)).toBeGreaterThanOrEqual(3)
    }),
  )
})

test('a file sent from here keeps its picture until the desk has one; what an agent has seen is read', () => {
  const log = createLog()
  log.add('f1', '', '2026-11-22T12:00:00Z', [{ k: 'media', media: { mime: 'image/png', url: 'blob:x' } }])
  log.progress('f1', 0.5)
  expect(log.list()[0]?.progress).toBe(0.5)
  const stored = (url?: string) =>
    message(1, {
      direction: 'in',
      clientId: 'f1',
      content: [{ k: 'media', media: { mime: 'image/png', ...(url && { url }) } }],
    })
  log.merge([stored()])
  expect(log.list()[0]?.content?.[0]?.media?.url).toBe('blob:x')
  log.merge([stored('https://files.example/x')])
  expect(log.list()[0]).toMatchObject({ content: [{ media: { url: 'https://files.example/x' } }] })
  expect(log.list()[0]?.read).toBeUndefined()
  log.seen()
  expect(log.list()[0]?.read).toBe(true)
  log.remove('f1')
  expect(log.list()).toHaveLength(1)
})
