import { validate } from '@faladesk/plugin-sdk'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import { beforeEach, expect, test } from 'vitest'
import channel from '../src/index.ts'
import { send } from '../src/sending/send.ts'
import type { EmailSettings } from '../src/settings/settings.ts'
import { simulate } from '../src/simulate/simulate.ts'

const settings = simulate.settings({ key: Buffer.alloc(32, 7), baseUrl: 'http://127.0.0.1:1/simulated/v1/key' })
const ana = { kind: 'email', value: 'ana@cliente.example' }
const conversation = { id: '22222222-2222-4222-8222-222222222222', protocol: '2026112200001', subject: 'Meu pedido' }
let shown: unknown[]
beforeEach(() => {
  shown = []
})

// The simulator's address, played without a socket: what is posted to it goes to the simulated relay.
const fetchOf: typeof fetch = async (url, init) => {
  const answer = await simulate.provider(
    {
      method: init?.method ?? 'GET',
      path: new URL(String(url)).pathname.replace('/simulated/v1/key', ''),
      query: {},
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: (init?.body as Uint8Array | undefined) ?? new Uint8Array(),
    },
    context(),
  )
  if (answer.received) shown.push(answer.received)
  return new Response(answer.response.body, { status: answer.response.status })
}
const context = (own: EmailSettings = settings) => channelContext(channel, own, { fetch: fetchOf })
const deliver = async (made: ReturnType<typeof simulate.inbound>) => {
  const request = { ...made, query: {}, body: Buffer.from(made.body) }
  expect(await channel.verify(request, context())).toEqual({ ok: true })
  return channel.parse(request, context())
}

test('a simulated mailbox needs no settings of anybody and its own are right', async () => {
  expect(validate(channel.settings, settings)).toEqual([])
  expect(settings).toEqual(
    simulate.settings({ key: Buffer.alloc(32, 7), baseUrl: 'http://127.0.0.1:1/simulated/v1/key' }),
  )
  expect(simulate.settings({ key: Buffer.alloc(32, 8), baseUrl: 'http://x.test' }).webhook).not.toEqual(
    settings.webhook,
  )
  expect(await channel.test?.(context())).toEqual({ ok: true })
})

test('a customer writes, our answer is shown with its subject and without the quote, and the answer to it finds the conversation', async () => {
  const outcome = await deliver(simulate.inbound({ from: ana, name: 'Ana', text: 'Onde está meu pedido?' }, context()))
  expect(outcome).toMatchObject({
    events: [
      {
        type: 'message',
        from: { name: 'Ana' },
        account: settings.address,
        content: [{ text: 'Onde está meu pedido?' }],
      },
    ],
  })
  const result = await send(
    {
      id: '33333333-3333-4333-8333-333333333333',
      to: [ana],
      content: [{ k: 'text', text: 'Sai hoje!' }],
      statusUrl: '',
      conversation,
      references: ['m1@cliente.example'],
      answering: { text: 'Onde está meu pedido?', author: 'Ana', at: '2026-11-22T12:00:00Z' },
    },
    context(),
  )
  expect(result).toMatchObject({ ok: true, parts: [{ status: 'sent' }] })
  const externalId = result.ok ? result.parts[0]?.externalId : ''
  expect(shown).toEqual([{ to: ana, externalId, text: 'Re: Meu pedido\n\nSai hoje!' }])
})

test('a file the customer sends comes in the mail, and one of ours is shown by its name', async () => {
  const url = `data:application/pdf;base64,${Buffer.from('%PDF-1.4').toString('base64')}`
  const media = { url, mime: 'application/pdf', filename: 'nota.pdf' }
  expect(await deliver(simulate.inbound({ from: ana, text: 'Segue', media }, context()))).toMatchObject({
    events: [
      {
        content: [
          { k: 'text', text: 'Segue' },
          { k: 'media', media: { filename: 'nota.pdf' } },
        ],
      },
    ],
  })
})

test('another secret sends nothing', async () => {
  const wrong = context({ ...settings, relay: { url: settings.relay?.url ?? '', secret: 'outro' } })
  const result = await send(
    { id: '33333333-3333-4333-8333-333333333333', to: [ana], content: [{ k: 'text', text: 'x' }], statusUrl: '' },
    wrong,
  )
  expect(result).toMatchObject({ ok: false, error: { class: 'auth' } })
  expect(shown).toEqual([])
})

test.each([
  ['sent', 'status', 'sent'],
  ['delivered', 'status', 'delivered'],
  ['read', 'status', 'read'],
  ['queued', 'bounce', 'delayed'],
  ['failed', 'bounce', 'failed'],
] as const)('the customer’s server reports %s', async (status, type, said) => {
  const ourMessageId = '33333333-3333-4333-8333-333333333333'
  expect(await deliver(simulate.status({ ourMessageId, status, to: ana }, context()))).toMatchObject({
    events: [{ type, status: said, ourMessageId }],
  })
})
