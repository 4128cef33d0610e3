import type { Comparison, Condition, Group, Operand, RuleDocument } from '@faladesk/rules'
import { type Scene, shares } from './messages.ts'
import type { Random } from './random.ts'

/** What rules of the workload share. */
export const shared: NonNullable<RuleDocument['conditions']> = {
  vip: { any: [has('vip'), is('contact.attributes', 'equal', 'enterprise', '$.tier')] },
  blocked: { all: [has('bloqueado'), is('conversation.assigned', 'equal', false)] },
}

/** Draws a rule's conditions: 60 % keywords, 20 % routing, 10 % AI intent, 5 % sentiment, 5 % nested. */
export function conditions(scene: Scene, chance: Random): Group {
  const kind = chance.next()
  const inbox = () => is('conversation.inbox', 'equal', chance.pick(scene.inboxes))
  const tag = () => has(chance.ranked(scene.tags, 0.8))
  const keywords = () =>
    is('message.text', 'hasAnyWord', [
      ...new Set(Array.from({ length: 1 + chance.below(5) }, () => chance.ranked(scene.words, 0.6))),
    ])
  const more = (count: number) => extras(count, scene, chance)
  const some = (share: number, condition: () => Condition) => (chance.chance(share) ? [condition()] : [])
  const channel = () => channelOf(chance)

  if (kind < 0.6)
    return {
      all: [
        ...some(0.5, () => is('message.kind', 'equal', 'text')),
        ...some(0.6, channel),
        keywords(),
        ...more(1 + chance.below(2)),
      ],
    }
  if (kind < 0.8) return { all: [inbox(), tag(), ...some(0.5, channel), ...more(1 + chance.below(2))] }
  if (kind < 0.9)
    return {
      all: [
        ...some(0.5, channel),
        is('ai.intent', 'equal', chance.pick(scene.intents)),
        is('ai.sentiment', 'notEqual', 'positive'),
        ...more(1 + chance.below(2)),
      ],
    }
  if (kind < 0.95)
    return {
      all: [
        inbox(),
        is('ai.sentiment', 'equal', 'negative'),
        is('conversation.messages', 'greaterThan', chance.below(6)),
        ...more(1),
      ],
    }
  const reference: Condition = chance.chance(0.5) ? { not: { condition: 'blocked' } } : { condition: 'vip' }
  return { all: [channel(), { any: [keywords(), { all: [inbox(), tag()] }] }, reference, ...more(1)] }
}

function is(fact: string, operator: string, value: Operand, path?: string): Comparison {
  return { fact, operator, value, ...(path === undefined ? {} : { path }) }
}

function has(tag: string): Comparison {
  return is('contact.tags', 'contains', tag)
}

const channelOf = (chance: Random): Comparison =>
  chance.chance(0.7)
    ? is('conversation.channel', 'equal', chance.weighted(shares.channel))
    : is('conversation.channel', 'in', ['whatsapp', 'telegram', 'messenger'])

function extras(count: number, scene: Scene, chance: Random): Comparison[] {
  const kinds: (() => Comparison)[] = [
    () => is('message.language', 'equal', chance.weighted(shares.language)),
    () => is('calendar.open', 'equal', chance.chance(0.5)),
    () => is('contact.attributes', 'equal', chance.weighted(shares.plan), '$.tier'),
    () => is('conversation.state', 'equal', chance.weighted(shares.state)),
    () => is('conversation.messages', 'lessThan', 1 + chance.below(12)),
    () => is('contact.attributes', 'in', ['pro', 'enterprise'], '$.company.plan'),
    () => is('contact.tags', 'doesNotContain', chance.ranked(scene.tags, 0.8)),
    () => is('conversation.assigned', 'equal', chance.chance(0.5)),
    () => is('contact.attributes', 'greaterThan', chance.below(150), '$.company.seats'),
  ]
  const chosen = new Set<number>()
  while (chosen.size < count) chosen.add(chance.below(kinds.length))
  return [...chosen].map((index) => (kinds[index] as () => Comparison)())
}
