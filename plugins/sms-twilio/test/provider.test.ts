import type { ProviderAnswer } from '@faladesk/plugin-sdk'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import { simulate } from '../src/simulate.ts'
import { ourId, outbound } from './samples.ts'

const baseUrl = 'http://127.0.0.1:3000/simulated/v1/key'
const settings = simulate.settings({ key: Buffer.alloc(32, 7), baseUrl })
const answers: ProviderAnswer[] = []
const through = async (input: URL | string | Request, init: RequestInit = {}) => {
  const url = new URL(String(input))
  const request = {
    method: init.method ?? 'GET',
    path: url.pathname.slice(new URL(baseUrl).pathname.length),
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(new Headers(init.headers)),
    body: Buffer.from(String(init.body ?? '')),
  }
  const answer = await simulate.provider(request, channelContext(channel, settings))
  answers.push(answer)
  return new Response(answer.response.body ?? null, { status: answer.response.status })
}
const context = channelContext(channel, settings, { fetch: through as typeof fetch })
const received = ({
  body,
  ...request
}: {
  body: string
  url: string
  method: 'GET' | 'POST'
  name: string
  headers: Record<string, string>
}) => ({
  ...request,
  query: Object.fromEntries(new URL(request.url).searchParams),
  body: Buffer.from(body),
})

test('an answer reaches the simulated phone and comes back sent and delivered, signed as Twilio signs', async () => {
  const result = await channel.send(outbound({ k: 'text', text: 'Olá!' }), context)
  const answer = answers.at(-1)
  expect(answer?.received).toMatchObject({ to: { kind: 'phone', value: '+5511987650001' }, text: 'Olá!' })
  expect(result).toEqual({ ok: true, parts: [{ externalId: answer?.received?.externalId, status: 'queued' }] })
  const statuses = (answer?.callbacks ?? []).map(({ request }) => {
    expect(channel.verify(received(request), context)).toMatchObject({ ok: true })
    const outcome = channel.parse(received(request), context)
    return 'events' in outcome ? outcome.events[0] : undefined
  })
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
    await channel.send(outbound({ k: 'text', text: 'x' }), {
      ...context,
      settings: { ...settings, authToken: 'wrong' },
    }),
  ).toMatchObject({
    ok: false,
    error: { class: 'auth' },
  })
  expect(await channel.reconcile?.(outbound({ k: 'text', text: 'x' }), context)).toBeNull()
  expect(await channel.test?.(context)).toEqual({ ok: true })
})
