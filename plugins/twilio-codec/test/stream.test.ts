import type { StreamContext, StreamItem } from '@faladesk/plugin-sdk'
import { channelContext, moment } from '@faladesk/plugin-sdk/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseBy, problemsOf, type TwilioAccount, watchBy } from '../src/index.ts'
import { type FakeTwilio, fakeTwilio } from './fake-twilio.ts'
import { quick, written } from './stream-source.ts'

let fake: FakeTwilio
beforeEach(async () => {
  fake = await fakeTwilio()
})
afterEach(() => fake.close())

const ours = '+5511900000001'
const parse = parseBy({
  identityOf: (value) => ({ kind: 'phone', value }),
  problems: problemsOf({}),
  inbound: () => null,
})
interface Emitted {
  items: StreamItem[]
  cursor: unknown
}

/** Runs a stream until it has emitted or asked so often, and gives what it stored. */
const run = async ({
  cursor = null,
  until = 1,
  pace = quick,
  settings = {},
  emit,
}: {
  cursor?: unknown
  until?: number
  pace?: typeof quick
  settings?: object
  emit?: () => Promise<void>
} = {}) => {
  const stop = new AbortController()
  const [emitted, beats]: [Emitted[], number[]] = [[], []]
  const account = { accountSid: fake.accountSid, authToken: fake.authToken, apiBaseUrl: fake.url, ...settings }
  const channel = { hooks: [{ name: 'inbound' }], settings: {} } as never
  const ctx: StreamContext<TwilioAccount> = {
    ...channelContext<TwilioAccount>(channel, account, { fetch, signal: stop.signal }),
    cursor,
    since: new Date(),
    heartbeat: () => {
      if (beats.push(1) >= until) stop.abort()
    },
    async emit(items, next) {
      await emit?.()
      emitted.push({ items: [...items], cursor: next })
    },
  }
  const failed = await watchBy(
    async () => [ours],
    pace,
  )(ctx).then(
    () => null,
    (error: Error) => error,
  )
  return { emitted, beats: beats.length, failed, ctx }
}
const said = ({ items }: Emitted) =>
  items.map(({ request }) => Object.fromEntries(new URLSearchParams(Buffer.from(request.body).toString())))

test('the first look goes a little back and not into history', async () => {
  written(fake, ours, { body: 'de ontem', createdAt: new Date(moment.getTime() - 86_400_000) })
  written(fake, ours, { body: 'de agora há pouco', createdAt: new Date(moment.getTime() - 120_000) })
  const { emitted } = await run({ pace: { ...quick, backMs: 300_000 } })
  expect(emitted.flatMap(said)).toMatchObject([{ Body: 'de agora há pouco' }])
})

test('a message whose webhook was lost comes in with its own key, its files, and the time it was sent', async () => {
  const lost = written(fake, ours, {
    body: 'a foto',
    media: ['image/jpeg'],
    createdAt: new Date(moment.getTime() - 600_000),
  })
  const { emitted, ctx } = await run()
  const [item] = emitted[0]?.items ?? []
  expect(said(emitted[0] as Emitted)).toMatchObject([
    {
      MessageSid: lost.sid,
      From: '+5511987650001',
      DateSent: '2026-11-22T11:50:00.000Z',
      NumMedia: '1',
      MediaUrl0: expect.stringContaining(
        `${fake.url}/2010-04-01/Accounts/${fake.accountSid}/Messages/${lost.sid}/Media/ME`,
      ),
      MediaContentType0: 'image/jpeg',
    },
  ])
  expect(new URL(said(emitted[0] as Emitted)[0]?.MediaUrl0 ?? '').pathname).not.toContain('.json')
  expect(parse(item?.request as never, ctx)).toHaveProperty('refused')
})

test('what each answer cost is learned with its fate, and neither words nor numbers are stored for it', async () => {
  const sent = (own: object) => written(fake, '+5511987650001', { from: ours, inbound: false, body: 'segredo', ...own })
  sent({ status: 'delivered', price: '-0.05300', segments: 2 })
  sent({ status: 'undelivered', errorCode: 30008 })
  const { emitted, ctx } = await run()
  const [item] = emitted[0]?.items ?? []
  const stored = Buffer.from(item?.request.body ?? '').toString()
  for (const personal of ['segredo', '98765', '90000']) expect(stored).not.toContain(personal)
  expect(parse(item?.request as never, ctx)).toMatchObject({
    events: [
      { type: 'status', status: 'failed', error: { code: '30008' } },
      { type: 'status', status: 'delivered', pricing: { amount: 0.053, currency: 'USD', segments: 2 } },
    ],
  })
})

test('what was seen at the edge of one look is not given again by the next', async () => {
  written(fake, ours)
  const first = await run()
  const again = await run({ cursor: first.emitted.at(-1)?.cursor, until: 3 })
  expect([first.emitted.length, again.emitted.length]).toEqual([1, 0])
  written(fake, ours, { body: 'na mesma segunda' })
  expect((await run({ cursor: first.emitted.at(-1)?.cursor })).emitted.flatMap(said)).toMatchObject([
    { Body: 'na mesma segunda' },
  ])
})

test('a backlog goes in batches, the oldest first, and the cursor moves with the last alone', async () => {
  for (let n = 120; n > 0; n--) written(fake, ours, { createdAt: new Date(moment.getTime() - n * 1000), body: `${n}` })
  const start = { at: moment.getTime() - 600_000, seen: [] }
  const { emitted } = await run({ cursor: start })
  expect(emitted.map(({ items }) => items.length)).toEqual([50, 50, 20])
  expect(emitted.flatMap(said).map(({ Body }) => Number(Body))).toEqual(Array.from({ length: 120 }, (_, n) => 120 - n))
  expect(emitted.map(({ cursor }) => (cursor as { at: number }).at)).toEqual([start.at, start.at, moment.getTime()])
})

test('whoever was away for a month catches up a week', async () => {
  const days = (count: number) => new Date(moment.getTime() - count * 86_400_000)
  written(fake, ours, { body: 'velha', createdAt: days(8) })
  written(fake, ours, { body: 'da semana', createdAt: days(6) })
  const { emitted } = await run({ cursor: { at: days(30).getTime() } })
  expect(emitted.flatMap(said)).toMatchObject([{ Body: 'da semana' }])
})

test('edge 34: a wrong token ends it as one to repair, a Twilio that is away as one to try again, and neither counts as life', async () => {
  const wrong = await run({ settings: { authToken: 'wrong' } })
  expect([wrong.failed?.name, wrong.beats]).toEqual(['Reconnect', 0])
  const away = await run({ settings: { apiBaseUrl: 'http://127.0.0.1:1' } })
  expect([away.failed?.name, away.beats]).toEqual(['RetryLater', 0])
})

test('what the host cannot store ends it, and a start from the old cursor finds it again', async () => {
  written(fake, ours, { body: 'uma vez' })
  const broken = await run({ emit: () => Promise.reject(new Error('the database is away')) })
  expect([broken.failed?.message, broken.emitted.length]).toEqual(['the database is away', 0])
  expect((await run()).emitted.flatMap(said)).toMatchObject([{ Body: 'uma vez' }])
})

test('a list that is no list, or holds nonsense, breaks nothing', () => {
  const ctx = channelContext({ hooks: [], settings: {} } as never, { accountSid: 'AC1', authToken: 't' })
  const read = (body: string) =>
    parse(
      {
        method: 'POST',
        url: 'stream:messages',
        name: 'stream',
        query: {},
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(body),
      },
      ctx,
    )
  for (const body of ['', '{}', 'null', '[', '7']) expect(read(body), body).toHaveProperty('refused')
  expect(
    read('[null,7,"x",[],{},{"sid":"","status":"sent"},{"sid":"SM1","status":"dreaming"},{"sid":5,"status":"sent"}]'),
  ).toMatchObject({ events: [] })
  expect(read('[{"sid":"SM1","status":"sent","price":"free","segments":"-1"}]')).toMatchObject({
    events: [{ status: 'sent' }],
  })
})
