import type { Random } from './random.ts'
import { little } from './words.ts'

/** What a message's facts and a rule's values are drawn from. */
export interface Scene {
  readonly words: readonly string[]
  readonly tags: readonly string[]
  readonly inboxes: readonly string[]
  readonly intents: readonly string[]
}

/** Facts by name; the AI's apart, because they cost a call. */
export interface Message {
  readonly facts: Readonly<Record<string, unknown>>
  readonly ai: Readonly<Record<string, unknown>>
}

/** How often each is seen. */
export const shares = {
  channel: [
    ['whatsapp', 0.55],
    ['webchat', 0.15],
    ['instagram', 0.12],
    ['email', 0.1],
    ['telegram', 0.04],
    ['messenger', 0.04],
  ],
  language: [
    ['pt', 0.85],
    ['es', 0.08],
    ['en', 0.07],
  ],
  plan: [
    ['free', 0.6],
    ['pro', 0.25],
    ['enterprise', 0.15],
  ],
  state: [
    ['open', 0.8],
    ['pending', 0.15],
    ['resolved', 0.05],
  ],
  sentiment: [
    ['neutral', 0.6],
    ['negative', 0.25],
    ['positive', 0.15],
  ],
} as const

/** Draws a message as customers write them: some shout, some leave the accents out. */
export function message(scene: Scene, chance: Random): Message {
  const text = wordsOf(scene, chance)
  const tags = new Set(Array.from({ length: chance.below(5) }, () => chance.ranked(scene.tags, 0.8)))
  return {
    facts: {
      'message.text': text,
      'message.kind': chance.chance(0.9) ? 'text' : 'image',
      'message.length': text.length,
      'message.hasAttachment': false,
      'message.language': chance.weighted(shares.language),
      'contact.name': 'Ana Souza',
      'contact.tags': [...tags],
      'contact.first_contact': chance.chance(0.2),
      'contact.attributes': {
        tier: chance.weighted(shares.plan),
        company: { plan: chance.weighted(shares.plan), seats: chance.below(200) },
      },
      'conversation.state': chance.weighted(shares.state),
      'conversation.owner': 'rules',
      'conversation.tags': [],
      'conversation.priority': 'normal',
      'conversation.channel': chance.weighted(shares.channel),
      'conversation.inbox': chance.pick(scene.inboxes),
      'conversation.messages': Math.floor(chance.next() * chance.next() * 40),
      'conversation.bot_attempts': 0,
      'conversation.protocol': '20261122-000042',
      'conversation.waiting_minutes': chance.below(60),
      'conversation.attributes': {},
      'conversation.assigned': chance.chance(0.5),
      'calendar.open': chance.chance(0.6),
      'calendar.weekday': 'monday',
      'calendar.hour': 10.5,
    },
    ai: { 'ai.intent': chance.pick(scene.intents), 'ai.sentiment': chance.weighted(shares.sentiment) },
  }
}

function wordsOf(scene: Scene, chance: Random): string {
  const words = Array.from({ length: 4 + chance.below(22) }, () =>
    chance.chance(0.5) ? chance.pick(little) : chance.ranked(scene.words, 1),
  )
  const text = words.join(' ')
  const loud = chance.chance(0.3) ? text.toUpperCase() : text
  return chance.chance(0.35) ? loud.normalize('NFD').replace(/\p{M}/gu, '') : loud
}
