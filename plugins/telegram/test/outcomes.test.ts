import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { recordingLog } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import { freshBot, inboxAt, outbound, words } from './samples.ts'

const fake = await freshBot()

test('edge 29: 429 gives the wait of parameters.retry_after, and a later piece never overtakes', async () => {
  fake.next({ status: 429, description: 'Too Many Requests: retry after 7', retryAfter: 7 })
  expect(await channel.send(outbound(words('um')), inboxAt(fake))).toMatchObject({
    ok: false,
    error: { class: 'throttled', retryAfterMs: 7000 },
  })
  fake.next({ fine: true }, { status: 429, description: 'Too Many Requests', retryAfter: 0 })
  await channel.send(outbound(words('um'), words('dois'), words('três')), inboxAt(fake))
  expect(fake.messages.map(({ params }) => params.text)).toEqual(['um', 'dois', 'três'])
})

test('edge 30: whatever hides the answer leaves one message and an outcome that says so', async () => {
  for (const mood of [{ hang: 'after' }, { cut: 'after' }, { garbled: true }] as const) {
    fake.messages.length = 0
    fake.next(mood)
    const result = await channel.send(
      outbound(words('uma vez')),
      inboxAt(fake, {}, { signal: AbortSignal.timeout(1000) }),
    )
    expect(result).toMatchObject({ ok: false, error: { class: 'ambiguous', text: { es: expect.any(String) } } })
    expect(fake.messages).toHaveLength(1)
  }
})

test('edge 31: who blocked the bot is a recipient that cannot be reached, in words', async () => {
  fake.next({ status: 403, description: 'Forbidden: bot was blocked by the user' })
  expect(await channel.send(outbound(words('oi')), inboxAt(fake))).toMatchObject({
    ok: false,
    error: { class: 'recipient', code: 'blocked', text: { 'pt-BR': expect.stringContaining('bloqueou') } },
  })
})

test('when a later piece is refused the outcome says what went out', async () => {
  fake.next({ fine: true }, { status: 400, description: 'Bad Request: chat not found' })
  expect(await channel.send(outbound(words('um'), words('dois')), inboxAt(fake))).toMatchObject({
    ok: false,
    error: { class: 'ambiguous', code: 'partly_sent' },
    parts: [{ externalId: '5211987650:1' }],
  })
})

test('edge 36: a redirect takes the token nowhere, and no error, outcome or log ever names it', async () => {
  const stranger = createServer((_, response) => response.end('{}'))
  const asked: string[] = []
  stranger.on('request', ({ url }) => asked.push(String(url)))
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  const elsewhere = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`
  const log = recordingLog()
  const told: unknown[] = []
  fake.next({ redirect: elsewhere }, { status: 400, description: `Bad Request: https://x/bot${fake.token}/y` })
  for (let turn = 0; turn < 2; turn++) told.push(await channel.send(outbound(words('oi')), inboxAt(fake, {}, { log })))
  const leaky = (async () => {
    throw new TypeError(`fetch failed for ${fake.url}/bot${fake.token}/sendMessage`)
  }) as unknown as typeof fetch
  told.push(await channel.send(outbound(words('oi')), inboxAt(fake, {}, { log, fetch: leaky })))
  await channel.present?.('typing', outbound().to, undefined, inboxAt(fake, {}, { log, fetch: leaky }))
  stranger.close()
  expect(asked).toEqual([])
  expect(JSON.stringify([told, log.lines])).not.toContain(fake.token)
  expect(log.lines).toHaveLength(1)
})

test('typing is shown in the chat, and reading, which bots cannot say, is not', async () => {
  await channel.present?.('typing', outbound().to, undefined, inboxAt(fake))
  await channel.present?.('read', outbound().to, undefined, inboxAt(fake))
  expect(fake.calls.map(({ method, params }) => [method, params.action])).toEqual([['sendChatAction', 'typing']])
})
