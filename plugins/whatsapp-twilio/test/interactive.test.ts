import type { ButtonsPart, ListPart, OutboundPart } from '@faladesk/plugin-sdk'
import { expect, test } from 'vitest'
import { freshTwilio } from '../../twilio-codec/test/fresh-twilio.ts'
import channel from '../src/index.ts'
import { inboxAt, outbound } from './samples.ts'

const fake = await freshTwilio()
const buttons = (over: Partial<ButtonsPart> = {}): ButtonsPart => ({
  k: 'buttons',
  text: 'Resolveu?',
  buttons: [
    { id: 'y', title: 'Sim' },
    { id: 'n', title: 'Não' },
  ],
  ...over,
})
const list = (over: Partial<ListPart> = {}): ListPart => ({
  k: 'list',
  text: 'Sobre o quê?',
  button: 'Escolher',
  rows: [
    { id: 'b', title: 'Boleto', description: 'Segunda via' },
    { id: 'o', title: 'Outro' },
  ],
  ...over,
})

test('buttons and lists are made real by a Content that is made once and used again', async () => {
  for (let turn = 0; turn < 2; turn++) await channel.send(outbound(buttons(), list()), inboxAt(fake))
  expect(fake.products.contents).toMatchObject([
    {
      types: {
        'twilio/quick-reply': {
          body: 'Resolveu?',
          actions: [
            { id: 'y', title: 'Sim' },
            { id: 'n', title: 'Não' },
          ],
        },
      },
    },
    {
      types: {
        'twilio/list-picker': {
          body: 'Sobre o quê?',
          button: 'Escolher',
          items: [
            { id: 'b', item: 'Boleto', description: 'Segunda via' },
            { id: 'o', item: 'Outro' },
          ],
        },
      },
    },
  ])
  const [first, second] = fake.products.contents
  expect(fake.messages.map(({ contentSid, body }) => [contentSid, body])).toEqual([
    [first?.sid, ''],
    [second?.sid, ''],
    [first?.sid, ''],
    [second?.sid, ''],
  ])
})

test('edge 32: what is over WhatsApp’s limits for buttons is asked whole in numbered lines', async () => {
  const title = (n: number) => 'x'.repeat(n)
  const one = (id: string, words: string) => [{ id, title: words }]
  const beyond: OutboundPart[] = [
    buttons({ buttons: one('a', title(21)) }),
    buttons({ buttons: one(title(201), 'Sim') }),
    buttons({ buttons: [1, 2, 3, 4].map((n) => ({ id: `${n}`, title: `Opção ${n}` })) }),
    buttons({ buttons: [...one('a', 'Sim'), ...one('b', 'Sim')] }),
    buttons({ text: title(1025) }),
    buttons({ text: 'Olá {{1}}' }),
    list({ button: title(21) }),
    list({ rows: one('a', title(25)) }),
    list({ rows: [{ id: 'a', title: 'A', description: title(73) }] }),
    list({ rows: Array.from({ length: 11 }, (_, n) => ({ id: `${n}`, title: `Linha ${n}` })) }),
  ]
  for (const part of beyond) await channel.send(outbound(part), inboxAt(fake))
  expect(fake.products.contents).toEqual([])
  expect(fake.messages).toHaveLength(beyond.length)
  for (const { body } of fake.messages) expect(body).toMatch(/\n1\. /)
})

test('edge 32: exactly at the limits buttons and lists are real', async () => {
  const title = (n: number) => 'x'.repeat(n)
  const within: OutboundPart[] = [
    buttons({ text: title(1024), buttons: [1, 2, 3].map((n) => ({ id: title(200), title: `${n}${title(19)}` })) }),
    list({
      button: title(20),
      rows: Array.from({ length: 10 }, (_, n) => ({ id: `${n}`, title: `${n}${title(23)}`, description: title(72) })),
    }),
  ]
  for (const part of within) await channel.send(outbound(part), inboxAt(fake))
  expect(fake.messages.every(({ contentSid }) => contentSid?.startsWith('HX'))).toBe(true)
})

test('when Twilio makes no Content the question goes out all the same, once, in lines', async () => {
  for (const status of [403, 429, 500]) {
    fake.messages.length = 0
    fake.products.contentRefusal = { status, code: 20003 }
    expect(await channel.send(outbound(buttons()), inboxAt(fake))).toMatchObject({ ok: true })
    expect(fake.messages.map(({ body }) => body)).toEqual(['Resolveu?\n1. Sim\n2. Não'])
  }
})

test('a Content that hangs does not hold the question back for long', async () => {
  const slow = (async (url: URL, init: RequestInit) => {
    if (!url.pathname.startsWith('/v2/Content')) return fetch(url, init)
    return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason)))
  }) as unknown as typeof fetch
  const began = Date.now()
  expect(await channel.send(outbound(buttons()), { ...inboxAt(fake), fetch: slow })).toMatchObject({ ok: true })
  expect(Date.now() - began).toBeLessThan(20_000)
  expect(fake.messages.map(({ body }) => body)).toEqual(['Resolveu?\n1. Sim\n2. Não'])
})

test('edge 30: a question cut after Twilio took it is found again, in lines or with its own words', async () => {
  fake.products.contentRefusal = { status: 500, code: 20500 }
  fake.next({ cut: 'after' })
  const out = outbound(buttons())
  const since = new Date()
  expect(await channel.send(out, inboxAt(fake))).toMatchObject({ ok: false, error: { class: 'ambiguous' } })
  expect(await channel.reconcile?.(out, inboxAt(fake), since)).toMatchObject({ externalId: fake.messages[0]?.sid })
  Object.assign(fake.messages[0] ?? {}, { body: 'Resolveu?' })
  expect(await channel.reconcile?.(out, inboxAt(fake), since)).toMatchObject({ externalId: fake.messages[0]?.sid })
})

test('typing is shown for the message that is answered, and reading alone says nothing at Twilio', async () => {
  const to = [{ kind: 'wa_phone', value: '+5511987650001' }]
  await channel.present?.('typing', to, 'SM1', inboxAt(fake))
  await channel.present?.('read', to, 'SM1', inboxAt(fake))
  await channel.present?.('typing', to, undefined, inboxAt(fake))
  expect(fake.products.typing).toEqual([{ channel: 'WHATSAPP', messageId: 'SM1' }])
  expect(fake.requests[0]?.headers['content-type']).toBe('application/json')
})

test('a typing indicator that Twilio refuses disturbs nobody', async () => {
  const wrong = inboxAt(fake, { authToken: 'wrong' })
  await expect(channel.present?.('typing', [], 'SM1', wrong)).resolves.toBeUndefined()
})
