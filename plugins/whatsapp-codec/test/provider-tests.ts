import type { AnyChannel, ProviderAnswer, RawRequestInit } from '@faladesk/plugin-sdk'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import { describe, expect, test } from 'vitest'

const baseUrl = 'http://127.0.0.1:3000/simulated/v1/key'

/** Emits the tests of a channel's simulated provider, by which the simulated phone works. */
export function providerTests(channel: AnyChannel, wrong: object): void {
  const simulate = channel.simulate as Required<NonNullable<AnyChannel['simulate']>>
  const settings = simulate.settings({ key: Buffer.alloc(32, 7), baseUrl }) as Record<string, string>

  /** A host that hands every request under the base URL to the simulated provider. */
  const host = (own: object = {}) => {
    const answers: ProviderAnswer[] = []
    const through = async (input: URL | string | Request, init: RequestInit = {}) => {
      const url = new URL(String(input))
      if (!url.href.startsWith(`${baseUrl}/`))
        return new Response('bytes', { headers: { 'content-type': 'image/png' } })
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
    return { answers, context: channelContext(channel, { ...settings, ...own }, { fetch: through as typeof fetch }) }
  }
  const received = ({ body, ...request }: RawRequestInit) => ({ ...request, query: {}, body: Buffer.from(body) })
  const out = {
    id: '0192f3a0-0000-7000-8000-000000000004',
    to: [{ kind: 'wa_phone', value: '+5511987650001' }],
    content: [{ k: 'text' as const, text: 'Olá!' }],
    statusUrl: '',
  }

  describe('the simulated provider', () => {
    test('a simulated inbox’s settings are complete and the same on every start', () => {
      expect(simulate.settings({ key: Buffer.alloc(32, 7), baseUrl })).toEqual(settings)
      expect(simulate.settings({ key: Buffer.alloc(32, 8), baseUrl })).not.toEqual(settings)
    })

    test('what the phone writes is accepted as the provider’s and parses into what was said', async () => {
      const { context } = host()
      const from = { kind: 'wa_phone', value: '+5511987650001' }
      const request = received(simulate.inbound({ from, name: 'Zé & Cia', text: 'é ação 😊' }, context))
      expect(await channel.verify(request, context)).toMatchObject({ ok: true })
      expect(await channel.parse(request, context)).toMatchObject({
        events: [
          {
            type: 'message',
            from: { name: 'Zé & Cia', identities: [{ value: from.value }] },
            content: [{ text: 'é ação 😊' }],
          },
        ],
      })
      const tapped = received(simulate.inbound({ from, choice: { id: 'yes', title: 'Sim' } }, context))
      expect(await channel.parse(tapped, context)).toMatchObject({
        events: [{ content: [{ k: 'choice', id: 'yes', title: 'Sim' }] }],
      })
    })

    test('a picture of the phone’s is fetched like a real one', async () => {
      const { context } = host()
      const media = { url: 'https://files.example/foto.png', mime: 'image/png' }
      const request = received(simulate.inbound({ from: { kind: 'wa_bsuid', value: 'BR.1' }, media }, context))
      const outcome = await channel.parse(request, context)
      const event = 'events' in outcome ? outcome.events[0] : undefined
      const part = event?.type === 'message' ? event.content[0] : undefined
      if (part?.k !== 'media') throw new Error('the picture did not arrive as media')
      expect(await channel.fetchMedia?.(part.media, context)).toMatchObject({
        mime: 'image/png',
        bytes: Buffer.from('bytes'),
      })
    })

    test('an answer reaches the phone and comes back sent, delivered and read', async () => {
      const { answers, context } = host()
      const result = await channel.send(out, context)
      const [answer] = answers
      expect(answer?.received).toEqual({
        to: { kind: 'wa_phone', value: '+5511987650001', verified: true },
        externalId: expect.stringMatching(/^wamid\./),
        text: 'Olá!',
      })
      expect(result).toEqual({ ok: true, parts: [{ externalId: answer?.received?.externalId, status: 'queued' }] })
      const states = []
      for (const { request } of answer?.callbacks ?? []) {
        expect(await channel.verify(received(request), context)).toMatchObject({ ok: true })
        const outcome = await channel.parse(received(request), context)
        states.push('events' in outcome ? outcome.events[0] : undefined)
      }
      expect(states).toMatchObject(
        ['sent', 'delivered', 'read'].map((status) => ({ type: 'status', status, ourMessageId: out.id })),
      )
    })

    test('buttons, templates and places are shown as words', async () => {
      const { answers, context } = host()
      await channel.send(
        { ...out, content: [{ k: 'buttons', text: 'Resolveu?', buttons: [{ id: 'y', title: 'Sim' }] }] },
        context,
      )
      await channel.send({ ...out, content: [{ k: 'template', ref: 'entrega', variables: { 1: 'Maria' } }] }, context)
      await channel.send({ ...out, content: [{ k: 'location', lat: 1, lng: 2, name: 'Loja' }] }, context)
      expect(answers.map((one) => one.received?.text)).toEqual(['Resolveu?\n▸ Sim', '[entrega] · Maria', 'Loja\n1, 2'])
    })

    test('it refuses a wrong key, passes the test with the right one and knows no templates', async () => {
      expect(await channel.send(out, host(wrong).context)).toMatchObject({ ok: false, error: { class: 'auth' } })
      expect(await channel.test?.(host().context)).toEqual({ ok: true })
      expect(await channel.setup?.(host().context)).toEqual({ ok: true })
      expect(await channel.templates?.(host().context)).toEqual([])
    })
  })
}
