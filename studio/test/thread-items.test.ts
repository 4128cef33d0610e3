import { expect, test } from 'vitest'
import type { Message } from '../src/console/model.ts'
import { arrange } from '../src/console/thread/thread-items.ts'

const zone = 'America/Sao_Paulo'
const said = (id: string, at: string, more: Partial<Message> = {}) =>
  ({
    id,
    client_id: null,
    direction: 'in',
    author_kind: 'contact',
    author_id: null,
    author_name: null,
    flags: {},
    occurred_at: at,
    ...more,
  }) as Message
const shape = (messages: Message[]) =>
  arrange(messages, zone).map((item) => (item.kind === 'day' ? item.key : item.messages.map((one) => one.id)))

test('what one author says within five minutes stands together', () => {
  const messages = [
    said('a', '2026-11-22T12:00:00Z'),
    said('b', '2026-11-22T12:05:00Z'),
    said('c', '2026-11-22T12:11:00Z'),
  ]
  expect(shape(messages)).toEqual(['2026-11-22', ['a', 'b'], ['c']])
})

test('a note never stands together with a reply of the same agent', () => {
  const agent = { author_kind: 'agent', author_id: 'me' } as const
  const messages = [
    said('a', '2026-11-22T12:00:00Z', { ...agent, direction: 'out' }),
    said('b', '2026-11-22T12:00:10Z', { ...agent, direction: 'note' }),
  ]
  expect(shape(messages)).toEqual(['2026-11-22', ['a'], ['b']])
})

test("a day begins at midnight of the organization's zone, not of UTC", () => {
  const messages = [said('a', '2026-11-23T02:59:00Z'), said('b', '2026-11-23T03:01:00Z')]
  expect(shape(messages)).toEqual(['2026-11-22', ['a'], '2026-11-23', ['b']])
})

test('nothing said, nothing shown', () => {
  expect(arrange([], zone)).toEqual([])
})

test('what a stranger writes into a conversation never stands together with the words of its contact', () => {
  const stranger = { flags: { stranger: true, from: { value: 'carla@contabil.example' } } }
  const messages = [said('a', '2026-11-22T12:00:00Z'), said('b', '2026-11-22T12:01:00Z', stranger)]
  expect(shape(messages)).toEqual(['2026-11-22', ['a'], ['b']])
})
