import { describe, expect, test } from 'vitest'
import type { AnyChannel, ChannelContext } from '../channel.ts'
import type { InboundEvent } from '../events.ts'
import { cleanText } from '../text.ts'

const texts = {
  'NUL and lone surrogates': 'a\u0000b\ud800c',
  'right to left': 'مرحبا \u202Eabc\u202C שלום',
  'letters of two code points': 'e\u0301 e\u0327 Zoe\u0308',
  'the same in one': 'é ȩ Zoë',
  'joined emoji': '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇧🇷',
  'what markup is made of': '<b>&amp;</b> *a* _b_ ~c~ `d` \\ " \' % + =',
}

/** T13: what people really write comes through whole, and what no database can store does not. */
export function textContract(channel: AnyChannel, ctx: ChannelContext): void {
  const { simulate } = channel
  if (!simulate) return
  describe('edge 21: T13 texts and names', () => {
    test.each(Object.entries(texts))('%s', async (_what, written) => {
      const from = { kind: channel.name, value: '+5511987650001' }
      const made = simulate.inbound({ from, name: written, text: `<${written}>` }, ctx)
      const { searchParams } = new URL(made.url)
      const request = { ...made, query: Object.fromEntries(searchParams), body: Buffer.from(made.body) }
      const outcome = await channel.parse(request, ctx)
      const events = 'refused' in outcome ? [] : outcome.events
      expect(events.map(({ type }) => type)).toContain('message')
      for (const one of stringsIn(events)) expect(one.includes('\u0000') || !one.isWellFormed(), one).toBe(false)
      // A form cannot carry half a character: it comes as the replacement sign, which is no loss of ours.
      if (written.isWellFormed()) expect(saidIn(events)).toContain(cleanText(written))
    })
  })
}

const saidIn = (events: readonly InboundEvent[]): string =>
  events
    .flatMap((event) => (event.type === 'message' ? event.content : []))
    .flatMap((part) => (part.k === 'text' ? [part.text] : []))
    .join('\n')

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : []
}
