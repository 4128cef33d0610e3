import type { Text } from '@faladesk/plugin-sdk'
import type { Cost, ReplyPolicy, Window } from '../../contract/index.ts'
import { reasons } from './reasons.ts'

/** A template ready to be sent: its variables filled in. */
export interface ReadyTemplate {
  ref: string
  language: string
  name: string
  category: string
  body: string
  variables: Record<string, string>
  /** Why it cannot be sent. */
  problem: Text | null
  cost: Cost | null
}

/** An inbox through which the contact could be written to. */
export interface Place {
  inboxId: string
  inboxName: string
  channel: string
  /** Null: the channel takes free text at any time. */
  window: Window | null
  /** What is known of the address one would write to there. */
  blocked: 'optout' | 'unreachable' | null
  /** Whether they take answers there, but no advertising. */
  noAdverts: boolean
  /** Why nothing can be sent there now, whatever it is. */
  problem: Text | null
  textCost: Cost | null
}

/** What somebody wants to say. */
export interface Intent {
  /** Files cannot ride on a template. */
  hasFiles: boolean
  /** The template that was asked for by name. */
  template?: ReadyTemplate
  /** The inbox that was asked for by name. */
  via?: string
}

/** What there is to choose from. */
export interface Situation {
  home: Place
  /** Other inboxes of the same contact, the best first. */
  others: readonly Place[]
  policy: ReplyPolicy
  template: ReadyTemplate | null
  paidTemplate: ReadyTemplate | null
}

export interface Way {
  via: 'text' | 'template' | 'channel'
  place: Place
  template?: ReadyTemplate
  allowed: boolean
  reason: Text | null
  cost: Cost | null
}

/**
 * The ways a reply could take, and the one it takes: free text where it goes through; else what the inbox's policy says, in
 * its order; else none, and a human has to be told why. What somebody asked for by name is taken or refused, never replaced.
 */
export function waysOf(intent: Intent, situation: Situation): { ways: Way[]; chosen: number | null } {
  const { home, others, policy } = situation
  if (intent.via !== undefined && intent.via !== home.inboxId) {
    const place = others.find(({ inboxId }) => inboxId === intent.via)
    return place ? firstOf([through(place, intent)]) : { ways: [], chosen: null }
  }
  if (intent.template) return firstOf([templated(home, intent.template, intent)])
  const text = spoken(home)
  // Who asked for this very inbox stays in it.
  const elsewhere = intent.via === undefined ? others : []
  const planned = policy.closed.flatMap((step): Way[] => {
    if (step === 'channel') return elsewhere.map((place) => through(place, intent))
    if (step === 'template') return situation.template ? [freely(templated(home, situation.template, intent))] : []
    const paid = situation.paidTemplate ?? situation.template
    return paid ? [templated(home, paid, intent)] : []
  })
  // Ways nobody planned are shown, for a person to choose, and never taken by themselves.
  const offered = policy.closed.includes('channel') ? [] : elsewhere.map((place) => through(place, intent))
  const { ways, chosen } = firstOf([text, ...planned])
  return { ways: [...ways, ...offered], chosen }
}

/** The one way a reply takes; null where there is none. */
export function wayOf(intent: Intent, situation: Situation): Way | null {
  const { ways, chosen } = waysOf(intent, situation)
  return chosen === null ? null : (ways[chosen] ?? null)
}

const firstOf = (ways: Way[]) => {
  const at = ways.findIndex(({ allowed }) => allowed)
  return { ways, chosen: at === -1 ? null : at }
}

const shut = ({ problem, blocked }: Place): Text | null =>
  problem ?? (blocked === 'optout' ? reasons.optedOut : blocked === 'unreachable' ? reasons.unreachable : null)

const way = (via: Way['via'], place: Place, reason: Text | null, cost: Cost | null, template?: ReadyTemplate): Way => ({
  via,
  place,
  ...(template && { template }),
  allowed: reason === null,
  reason,
  cost,
})

const spoken = (place: Place, via: Way['via'] = 'text'): Way =>
  way(via, place, shut(place) ?? (place.window && !place.window.open ? reasons.windowClosed : null), place.textCost)

const templated = (place: Place, template: ReadyTemplate, { hasFiles }: Intent, via: Way['via'] = 'template'): Way =>
  way(
    via,
    place,
    shut(place) ??
      (hasFiles ? reasons.templateAlone : null) ??
      template.problem ??
      (place.noAdverts && template.category === 'marketing' ? reasons.noAdverts : null),
    template.cost,
    template,
  )

// Of the free step: whatever would cost something is left to the step that may pay.
const freely = (one: Way): Way =>
  one.allowed && !one.cost?.free ? { ...one, allowed: false, reason: reasons.notFree } : one

const through = (place: Place, intent: Intent): Way =>
  intent.template ? templated(place, intent.template, intent, 'channel') : spoken(place, 'channel')
