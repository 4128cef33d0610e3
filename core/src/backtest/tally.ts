import type { Actor, Outcome } from './outcome.ts'

/** A decision that was replayed. */
export interface Place {
  conversationId: string
  decisionId: string
}

/** Conversations whose outcome changes in the same way; the words are made when somebody reads it. */
export interface Group {
  key: string
  lane: 'reply' | 'background'
  before: Actor | null
  after: Actor | null
  /** Whether the same rule acts, but does something else. */
  otherwise: boolean
  /** Conversations, and decisions in them. */
  count: number
  decisions: number
  samples: Place[]
}

type Pair = { before: number; after: number }

/** What a replay found, as kept; it holds nothing that anybody said. */
export interface Tallied {
  /** Customers' messages; `events` are the other things that were decided on. */
  messages: number
  events: number
  conversations: number
  /** Conversations in which something changes. */
  changed: number
  groups: Group[]
  /** Groups beyond those kept. */
  more: number
  aiCalls: Pair
  /** Texts to customers that go out as they are, and those that become a template because the window is closed. */
  texts: Pair
  templates: Pair
  perRule: ({ id: string } & Pair)[]
  /** Decisions for which the new rules need a fact that nobody asked for then. */
  unknown: number
}

const keptGroups = 200
const keptSamples = 5

/** Counts replayed decisions; made for one replay. */
export function createTally() {
  const groups = new Map<string, Group & { in: Set<string> }>()
  const conversations = new Set<string>()
  const changed = new Set<string>()
  const perRule = new Map<string, Pair>()
  const aiCalls = pair()
  const texts = pair()
  const templates = pair()
  let touched = new Set<string>()
  let messages = 0
  let events = 0
  let unknown = 0

  const put = (place: Place, lane: Group['lane'], before: Side, after: Side) => {
    if (before.key === after.key && before.does === after.does) return
    const key = `${lane}|${before.key}|${after.key}`
    const group = groups.get(key) ?? newGroup(key, lane, before, after)
    groups.set(key, group)
    touched.add(key)
    changed.add(place.conversationId)
    group.decisions++
    if (group.in.has(place.conversationId)) return
    group.in.add(place.conversationId)
    group.count++
    if (group.samples.length < keptSamples) group.samples.push(place)
  }
  const count = (side: keyof Pair, { reply, background, aiCalls: calls, text }: Outcome) => {
    aiCalls[side] += calls
    if (text === 'free') texts[side]++
    if (text === 'template') templates[side]++
    for (const id of [...(reply.actor?.rule ? [reply.actor.rule] : []), ...background.keys()]) {
      const known = perRule.get(id) ?? pair()
      known[side]++
      perRule.set(id, known)
    }
  }

  return {
    /** Adds one decision, taken both ways. */
    add(place: Place, before: Outcome, after: Outcome, about: { isEvent?: boolean; isUnknown?: boolean } = {}): void {
      if (about.isEvent) events++
      else messages++
      if (about.isUnknown) unknown++
      conversations.add(place.conversationId)
      count('before', before)
      count('after', after)
      put(place, 'reply', before.reply, after.reply)
      for (const id of new Set([...before.background.keys(), ...after.background.keys()]))
        put(place, 'background', sideOf(id, before), sideOf(id, after))
    },
    /** The groups that grew since this was last asked. */
    grown(): Group[] {
      const fresh = [...touched]
        .slice(0, keptGroups)
        .map((key) => plain(groups.get(key) as Group & { in: Set<string> }))
      touched = new Set()
      return fresh
    },
    result(): Tallied {
      const sorted = [...groups.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
      return {
        messages,
        events,
        conversations: conversations.size,
        changed: changed.size,
        groups: sorted.slice(0, keptGroups).map(plain),
        more: Math.max(0, sorted.length - keptGroups),
        aiCalls,
        texts,
        templates,
        perRule: [...perRule].map(([id, counts]) => ({ id, ...counts })),
        unknown,
      }
    },
  }
}

interface Side {
  key: string
  does: string
  actor: Actor | null
}

const pair = (): Pair => ({ before: 0, after: 0 })

const sideOf = (id: string, { background }: Outcome): Side => {
  const acted = background.get(id)
  return acted ? { key: id, ...acted } : { key: '', does: '', actor: null }
}

const newGroup = (key: string, lane: Group['lane'], before: Side, after: Side) => ({
  key,
  lane,
  before: before.actor,
  after: after.actor,
  otherwise: before.key === after.key,
  count: 0,
  decisions: 0,
  samples: [],
  in: new Set<string>(),
})

const plain = ({ in: _, ...group }: Group & { in: Set<string> }): Group => ({ ...group, samples: [...group.samples] })
