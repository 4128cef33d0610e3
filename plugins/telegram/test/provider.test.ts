import type { ProviderAnswer } from '@faladesk/plugin-sdk'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import { simulate } from '../src/simulate.ts'

const baseUrl = 'http://127.0.0.1:3000/simulated/v1/key'
const settings = simulate.settings({ key: Buffer.alloc(32, 7), baseUrl })

/** A host that hands every request under the base URL to the simulated provider. */
const host = () => {
  const answers: ProviderAnswer[] = []
  const through = async (input: URL | string | Request, init: RequestInit = {}) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    if (!request.url.startsWith(`${baseUrl}/`)) throw new TypeError('this test has no other network')
    const answer = await simulate.provider(
      {
        method: request.method,
        path: pathname.slice(new URL(baseUrl).pathname.length),
        query: {},
        headers: Object.fromEntries(request.headers),
        body: new Uint8Array(await request.arrayBuffer()),
      },
      channelContext(channel, settings),
    )
    answers.push(answer)
    return new Response(answer.response.body ?? null, { status: answer.response.status })
  }
  return { answers, context: channelContext(channel, settings, { fetch: through as typeof fetch }) }
}
const to = [{ kind: 'telegram', value: '5211987650' }]
const out = { id: '0192f3a0-0000-7000-8000-000000000004', to, statusUrl: 'https://desk.example/s' }

test('a simulated inbox’s settings are complete and the same on every start', () => {
  expect(simulate.settings({ key: Buffer.alloc(32, 7), baseUrl })).toEqual(settings)
  expect(simulate.settings({ key: Buffer.alloc(32, 8), baseUrl }).botToken).not.toBe(settings.botToken)
})

test('what the simulated phone sends is accepted and read as Telegram’s own', async () => {
  const { context } = host()
  const from = { kind: 'telegram', value: '5211987650' }
  for (const [said, part] of [
    [{ text: 'é ação 😊' }, { k: 'text', text: 'é ação 😊' }],
    [{ choice: { id: 'y', title: 'Sim' } }, { k: 'choice', id: 'y', title: 'Sim' }],
    [
      { media: { mime: 'image/png', id: 'f1' }, text: 'olhe' },
      { k: 'media', caption: 'olhe', media: { id: 'f1' } },
    ],
  ] as const) {
    const { body, ...made } = simulate.inbound({ from, name: 'Zé', ...said }, context)
    const request = { ...made, query: {}, body: Buffer.from(body) }
    expect(await channel.verify(request, context)).toMatchObject({
      ok: true,
      deliveryId: expect.stringMatching(/^update:\d+$/),
    })
    expect(await channel.parse(request, context)).toMatchObject({
      events: [{ type: 'message', from: { name: 'Zé' }, content: [part] }],
    })
  }
})

test('answers reach the simulated phone, and what Telegram would refuse is refused', async () => {
  const { answers, context } = host()
  expect(
    await channel.send(
      {
        ...out,
        content: [
          { k: 'text', text: 'Olá!' },
          { k: 'media', media: { url: 'https://cdn.example/a.pdf', mime: 'application/pdf' } },
        ],
      },
      context,
    ),
  ).toEqual({ ok: true, parts: answers.map(({ received }) => ({ externalId: received?.externalId, status: 'sent' })) })
  expect(answers.map(({ received }) => received)).toMatchObject([
    { to: to[0], text: 'Olá!' },
    { media: [{ url: 'https://cdn.example/a.pdf' }] },
  ])
  expect(await channel.test?.(context)).toEqual({ ok: true })
  expect(await channel.setup?.(context)).toEqual({ ok: true })
  const wrong = { ...context, settings: { ...settings, botToken: '1:another-token' } }
  expect(await channel.send({ ...out, content: [{ k: 'text', text: 'oi' }] }, wrong)).toMatchObject({
    error: { class: 'auth' },
  })
})
