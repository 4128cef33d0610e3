import { describe, expect, test } from 'vitest'
import type { AnyChannel } from '../channel.ts'
import type { InboundEvent, MessageEvent } from '../events.ts'
import type { FactAnswer, FactMessage, ToldFact } from '../facts.ts'
import { plainText } from '../plain.ts'

/** T16: what a channel tells of a message is of the type it declared, the same each time, and never throws. */
export function factsContract(channel: AnyChannel, events: readonly InboundEvent[]): void {
  const told = (channel.facts?.facts ?? []).filter((fact): fact is ToldFact => 'from' in fact)
  if (told.length === 0) return
  const recorded = events.filter((event) => event.type === 'message').map(factMessage)
  describe('T16 facts', () => {
    test.each(told)('$name is told of every recorded message, and of strange ones', (fact) => {
      for (const message of [...recorded, ...strange]) {
        const before = structuredClone(message)
        const answer = fact.from(message)
        expect(isOf(fact, answer), `${fact.name} said ${JSON.stringify(answer)}`).toBe(true)
        expect(fact.from(message)).toEqual(answer)
        expect(message).toEqual(before)
      }
    })
  })
}

/** A message event as the host gives it to facts, once it is stored. */
const factMessage = ({ content, flags, thread, referral, from, account, occurredAt }: MessageEvent): FactMessage => ({
  id: '0192f3a0-0000-7000-8000-000000000016',
  text: content
    .map((part) => (part.k === 'text' ? plainText(part) : ''))
    .join('\n')
    .trim(),
  content,
  flags: flags ?? {},
  ...(thread?.subject && { subject: thread.subject }),
  ...(referral && { referral: referral as Record<string, unknown> }),
  ...(from.identities[0] && { sender: from.identities[0] }),
  ...(account && { account }),
  occurredAt,
})

const names = ['source_id', 'source_url', 'source_type', 'headline', 'body', 'referred_product', 'start']
const bare: FactMessage = { id: '', text: '', content: [], flags: {}, occurredAt: '2026-11-22T12:00:00Z' }
// What is stored came from outside: nothing in it has to be what it should.
const strange: readonly FactMessage[] = [
  bare,
  { ...bare, referral: {}, subject: '', account: '', sender: { kind: '', value: '' } },
  { ...bare, flags: { authentication: {}, auto: 'yes' as never, forwarded: null as never } },
  ...[null, 0, 'x', [], {}, { source_id: {} }].map((one) => ({
    ...bare,
    referral: Object.fromEntries(names.map((name) => [name, one])),
  })),
]

const isOf = ({ type, choices }: ToldFact, answer: FactAnswer): boolean => {
  if (answer === undefined) return true
  // A provider may invent another choice: the host takes it for unknown.
  if (type === 'choice') return choices !== undefined && typeof answer === 'string'
  if (type === 'list') return Array.isArray(answer) && answer.every((one) => typeof one === 'string')
  if (type === 'moment') return typeof answer === 'string' && !Number.isNaN(Date.parse(answer))
  return typeof answer === (type === 'text' ? 'string' : type)
}
