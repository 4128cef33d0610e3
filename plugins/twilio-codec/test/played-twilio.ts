import type { AnyChannel, InboundEvent, ProviderAnswer, RawRequest, RawRequestInit } from '@faladesk/plugin-sdk'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import { expect } from 'vitest'
import type { TwilioAccount } from '../src/index.ts'

/** Where a simulated Twilio is found. */
export const baseUrl = 'http://127.0.0.1:3000/simulated/v1/key'

/** An inbox whose every request goes to the channel's own simulated Twilio; `answers` are what that said, in order. */
export const playedTwilio = <S extends TwilioAccount>(channel: AnyChannel, settings: S) => {
  const answers: ProviderAnswer[] = []
  const through = async (input: URL | string | Request, init: RequestInit = {}) => {
    const url = new URL(String(input))
    expect(url.href.startsWith(`${baseUrl}/`)).toBe(true)
    const request = {
      method: init.method ?? 'GET',
      path: url.pathname.slice(new URL(baseUrl).pathname.length),
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(new Headers(init.headers)),
      body: Buffer.from(String(init.body ?? '')),
    }
    const answer = (await channel.simulate?.provider?.(request, channelContext(channel, settings))) as ProviderAnswer
    answers.push(answer)
    const { status, headers, body } = answer.response
    return new Response(body ?? null, { status, ...(headers && { headers }) })
  }
  return { answers, context: channelContext(channel, settings, { fetch: through as typeof fetch }) }
}

/** A request the simulated Twilio makes, as the host gets it. */
export const received = ({ body, ...request }: RawRequestInit): RawRequest => ({
  ...request,
  query: Object.fromEntries(new URL(request.url).searchParams),
  body: Buffer.from(body),
})

/** What the status callbacks after an answer become; each must be signed as Twilio signs. */
export const statusesAfter = async (
  answer: ProviderAnswer | undefined,
  channel: AnyChannel,
  context: ReturnType<typeof playedTwilio>['context'],
): Promise<(InboundEvent | undefined)[]> => {
  const statuses: (InboundEvent | undefined)[] = []
  for (const { request } of answer?.callbacks ?? []) {
    expect(await channel.verify(received(request), context)).toMatchObject({ ok: true })
    const outcome = await channel.parse(received(request), context)
    statuses.push('events' in outcome ? outcome.events[0] : undefined)
  }
  return statuses
}
