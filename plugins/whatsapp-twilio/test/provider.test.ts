import type { ProviderAnswer, RawRequestInit } from '@faladesk/plugin-sdk'
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
    const url = new URL(String(input))
    expect(url.href.startsWith(`${baseUrl}/`)).toBe(true)
    const answer = await simulate.provider(
      {
        method: init.method ?? 'GET',
        path: url.pathname.slice(new URL(baseUrl).pathname.length),
        query: Object.fromEntries(url.searchParams),
        headers: Object.fromEntries(new Headers(init.headers)),
        body: Buffer.from(String(init.body ?? '')),
      },
      channelContext(channel, settings),
    )
    answers.push(answer)
    const { status, headers, body } = answer.response
    return new Response(body ?? null, { status, ...(headers && { headers }) })
  }
  return { answers, context: channelContext(channel, settings, { fetch: through as typeof fetch }) }
}
const received = ({ body, ...request }: RawRequestInit) => ({
  ...request,
  query: Object.fromEntries(new URL(request.url).searchParams),
  body: Buffer.from(body),
})
const out = {
  id: '0192f3a0-0000-7000-8000-000000000004',
  to: [{ kind: 'wa_phone', value: '+5511987650001' }],
  content: [{ k: 'text' as const, text: 'Olá!' }],
  statusUrl: 'https://desk.example/hooks/v1/key/status?m=0192f3a0-0000-7000-8000-000000000004',
}

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
  const statuses = (answer?.callbacks ?? []).map(({ request }) => {
    expect(channel.verify(received(request), context)).toMatchObject({ ok: true })
    const outcome = channel.parse(received(request), context)
    return 'events' in outcome ? outcome.events[0] : undefined
  })
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
