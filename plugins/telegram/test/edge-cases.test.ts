import { readFileSync } from 'node:fs'
import { channelContext, rawRequest } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import { parse } from '../src/parse.ts'

const ctx = channelContext(channel, { botToken: '700000001:AAE-token_of_this_inbox' })
const read = (body: object) => {
  const outcome = parse(rawRequest(channel, { hook: 'inbound', body: JSON.stringify(body) }), ctx)
  if ('refused' in outcome) throw new Error(outcome.refused)
  return outcome
}
const user = { id: 7, is_bot: false, first_name: 'Ana' }
const update = (own: object, kind = 'message') => ({
  update_id: 1,
  [kind]: { message_id: 5, from: user, chat: { id: 7, type: 'private' }, date: 1795348800, ...own },
})

test('edge 13: a message of a group or a channel is nobody’s conversation, and the reason is told', () => {
  for (const type of ['group', 'supergroup', 'channel'])
    for (const kind of ['message', 'edited_message', 'my_chat_member', 'message_reaction'])
      expect(read(update({ chat: { id: -7, type }, text: 'oi' }, kind))).toMatchObject({
        events: [],
        ignored: [{ reason: expect.stringContaining(type) }],
      })
})

test('edge 14: an edit, a reaction and its removal name the message they change', () => {
  expect(read(update({ text: 'novo', edit_date: 1795348900 }, 'edited_message')).events).toMatchObject([
    { type: 'edit', target: '7:5', content: [{ text: 'novo' }], occurredAt: new Date(1795348900_000).toISOString() },
  ])
  const react = (new_reaction: object[]) => read(update({ user, new_reaction }, 'message_reaction')).events
  expect(react([{ type: 'emoji', emoji: '👍' }])).toMatchObject([{ type: 'reaction', target: '7:5', emoji: '👍' }])
  expect(react([])).toMatchObject([{ type: 'reaction', emoji: null }])
})

test('edge 15: a kind of message nobody has heard of is kept visibly', () => {
  expect(read(update({ hologram: {} })).events).toMatchObject([
    { content: [{ k: 'unsupported', note: expect.stringContaining('hologram') }] },
  ])
})

test('edge 18: a time that is none is the host’s own', () => {
  for (const date of [undefined, 'x', -1, 1e300, null, 0])
    expect(read(update({ text: 'oi', date })).events[0]?.occurredAt).toBe('2026-11-22T12:00:00.000Z')
})

test('edge 9: a person is known by the id, never by the username, which may change or be missing', () => {
  const of = (username?: string) => read(update({ text: 'oi', from: { ...user, username } })).events[0]
  for (const name of ['ana', 'ana_nova', undefined])
    expect(of(name)).toMatchObject({ from: { identities: [{ kind: 'telegram', value: '7' }] } })
})

test('a card tells a verified phone only when it is the sender’s own', () => {
  const card = (user_id?: number) =>
    read(update({ contact: { phone_number: '+55 11 98765-0001', first_name: 'Ana', user_id } })).events[0]
  const phones = (event: ReturnType<typeof card>) =>
    event?.type === 'message' && event.from.identities.filter(({ kind }) => kind === 'phone')
  expect(phones(card(7))).toEqual([{ kind: 'phone', value: '+5511987650001', verified: true }])
  for (const id of [8, undefined]) expect(phones(card(id))).toEqual([])
})

test('a tapped button stops spinning: the webhook’s own answer says so', () => {
  const body = readFileSync(new URL('./payloads/tapped-button.json', import.meta.url))
  const outcome = parse(rawRequest(channel, { hook: 'inbound', body }), ctx)
  const response = 'events' in outcome ? outcome.response : undefined
  expect(JSON.parse(response?.body ?? '')).toEqual({
    method: 'answerCallbackQuery',
    callback_query_id: '22390123456789',
  })
})
