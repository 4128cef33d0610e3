import type { ChannelFacts, FactMessage, Identity, Part } from '@faladesk/plugin-sdk'
import type { MessageRow } from '../store/rows.ts'
import { nameOf } from './catalogue.ts'

type ChannelFact = ChannelFacts['facts'][number]

/**
 * What a channel reads from a stored message. Whatever a plugin does wrong (it throws, it says something of another type) leaves
 * that one fact unknown.
 */
export function toldFacts(offered: ChannelFacts, row: MessageRow): Record<string, unknown> {
  const message = factMessageOf(row)
  const facts: Record<string, unknown> = {}
  for (const fact of offered.facts) {
    if (!('from' in fact)) continue
    try {
      facts[nameOf(offered, fact.name)] = fitting(fact, fact.from(message))
    } catch {
      // Unknown.
    }
  }
  return facts
}

/** The names of the facts a channel is asked for, with the one that says how that ended; none where it is asked for nothing. */
export function askedNames(offered: ChannelFacts | undefined): readonly string[] {
  const asked = offered?.facts.filter((fact) => 'ask' in fact) ?? []
  return offered && asked.length > 0 ? [...asked.map(({ name }) => name), 'status'].map((n) => nameOf(offered, n)) : []
}

/** A stored message as plugins see it; `sender` where its flags do not say who wrote it. */
export function factMessageOf(row: MessageRow, sender?: Identity): FactMessage {
  const { subject, referral, from, account } = row.flags as Flags
  const writer = from?.value ? { kind: 'email', ...from } : sender
  return {
    id: row.id,
    text: row.text,
    content: row.content as Part[],
    flags: row.flags,
    ...(typeof subject === 'string' && { subject }),
    ...(typeof referral === 'object' && referral !== null && { referral }),
    ...(writer && { sender: writer }),
    ...(typeof account === 'string' && { account }),
    occurredAt: row.occurred_at,
  }
}

// As prepared.ts stores them.
interface Flags {
  subject?: unknown
  referral?: Record<string, unknown> | null
  from?: { value: string; name?: string }
  account?: unknown
}

/** What a plugin said, if it is what it declared; else undefined. Long texts and lists are cut. */
export function fitting({ type, choices }: ChannelFact, said: unknown): unknown {
  switch (type) {
    case 'text':
      return textOf(said)
    case 'number':
      return typeof said === 'number' && Number.isFinite(said) ? said : undefined
    case 'boolean':
      return typeof said === 'boolean' ? said : undefined
    case 'choice':
      return choices?.some(({ value }) => value === said) ? said : undefined
    case 'moment':
      return typeof said === 'string' && !Number.isNaN(Date.parse(said)) ? new Date(said).toISOString() : undefined
    case 'list':
      return Array.isArray(said) ? said.slice(0, 100).flatMap((one) => textOf(one) ?? []) : undefined
  }
}

// Facts are kept with the decision: what PostgreSQL cannot store must not get there.
const textOf = (said: unknown): string | undefined =>
  typeof said === 'string' && said !== '' ? said.slice(0, 4_000).toWellFormed().replaceAll('\0', '') : undefined
