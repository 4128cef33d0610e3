import { expect, test } from 'vitest'
import { baseUrl, playedTwilio, statusesAfter } from '../../twilio-codec/test/played-twilio.ts'
import channel from '../src/index.ts'
import { simulate } from '../src/simulate.ts'
import { outbound, words } from './samples.ts'

const settings = simulate.settings({ key: Buffer.alloc(32, 7), baseUrl })
const host = () => playedTwilio(channel, settings)
const out = outbound(words('Olá!'))

test('a simulated inbox’s settings are complete and the same on every start', () => {
  expect(simulate.settings({ key: Buffer.alloc(32, 7), baseUrl })).toEqual(settings)
  expect(simulate.settings({ key: Buffer.alloc(32, 8), baseUrl }).authToken).not.toBe(settings.authToken)
})

test('an answer reaches the simulated phone and comes back sent, delivered and read, signed as Twilio signs', async () => {
  const { answers, context } = host()
  const result = await channel.send(out, context)
  const [answer] = answers
  expect(answer?.received).toEqual({
    to: { kind: 'wa_phone', value: '+5511987650001', verified: true },
    externalId: expect.stringMatching(/^SM/),
    text: 'Olá!',
  })
  expect(result).toEqual({ ok: true, parts: [{ externalId: answer?.received?.externalId, status: 'queued' }] })
  const statuses = await statusesAfter(answer, channel, context)
  expect(statuses).toMatchObject(
    ['sent', 'delivered', 'read'].map((status) => ({ type: 'status', status, ourMessageId: out.id })),
  )
})

test('the simulated provider refuses what Twilio would refuse', async () => {
  const { context } = host()
  expect(await channel.send(out, { ...context, settings: { ...settings, authToken: 'wrong' } })).toMatchObject({
    ok: false,
    error: { class: 'auth' },
  })
  expect(await channel.test?.(context)).toEqual({ ok: true })
  expect(await channel.reconcile?.(out, context)).toBeNull()
})

test('a template reaches the simulated phone in its own words, and one that lacks a variable is refused', async () => {
  const { answers, context } = host()
  const [template] = (await channel.templates?.(context)) ?? []
  expect(template).toMatchObject({
    name: 'retomar_conversa',
    status: 'approved',
    category: 'utility',
    variables: ['1'],
  })
  const content = (variables: Record<string, string>) => [
    { k: 'template' as const, ref: template?.ref ?? '', language: 'pt_BR', variables },
  ]
  expect(await channel.send({ ...out, content: content({ 1: 'Zé' }) }, context)).toMatchObject({ ok: true })
  expect(answers.at(-1)?.received?.text).toContain('Olá, Zé!')
  expect(await channel.send({ ...out, content: content({}) }, context)).toMatchObject({
    ok: false,
    error: { class: 'content', code: '21656' },
  })
})
