import { expect, test } from 'vitest'
import { baseUrl, playedTwilio, received, statusesAfter } from '../../twilio-codec/test/played-twilio.ts'
import channel from '../src/index.ts'
import { simulate } from '../src/simulate.ts'
import { ourId, outbound, words } from './samples.ts'

const settings = simulate.settings({ key: Buffer.alloc(32, 7), baseUrl })
const { answers, context } = playedTwilio(channel, settings)

test('an answer reaches the simulated phone and comes back sent and delivered, signed as Twilio signs', async () => {
  const result = await channel.send(outbound(words('Olá!')), context)
  const answer = answers.at(-1)
  expect(answer?.received).toMatchObject({ to: { kind: 'phone', value: '+5511987650001' }, text: 'Olá!' })
  expect(result).toEqual({ ok: true, parts: [{ externalId: answer?.received?.externalId, status: 'queued' }] })
  const statuses = await statusesAfter(answer, channel, context)
  expect(statuses).toMatchObject(
    ['sent', 'delivered'].map((status) => ({ type: 'status', status, ourMessageId: ourId })),
  )
})

test('the simulated phone’s text is accepted as Twilio’s and parses into what was said', async () => {
  const made = received(
    simulate.inbound({ from: { kind: 'phone', value: '+5511987650001' }, text: 'é ação 😊 = 1&2' }, context),
  )
  expect(channel.verify(made, context)).toEqual({ ok: true })
  expect(channel.parse(made, context)).toMatchObject({
    events: [
      {
        type: 'message',
        from: { identities: [{ kind: 'phone', value: '+5511987650001' }] },
        content: [{ text: 'é ação 😊 = 1&2' }],
      },
    ],
  })
})

test('a simulated inbox’s settings are complete and the same on every start, and its account answers', async () => {
  expect(simulate.settings({ key: Buffer.alloc(32, 7), baseUrl })).toEqual(settings)
  expect(
    await channel.send(outbound(words('x')), {
      ...context,
      settings: { ...settings, authToken: 'wrong' },
    }),
  ).toMatchObject({
    ok: false,
    error: { class: 'auth' },
  })
  expect(await channel.reconcile?.(outbound(words('x')), context)).toBeNull()
  expect(await channel.test?.(context)).toEqual({ ok: true })
})
