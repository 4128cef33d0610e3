import type { Match } from '@faladesk/rules'
import type { AskedTemplate } from '../contract/index.ts'
import type { Said } from '../decide/ask-workflows.ts'
import type { Facts } from '../decide/facts.ts'
import { type ClosedWindow, goesAsTemplate } from './closed-window.ts'

/** What takes the place of a rule's reply: the AI, a human, or nobody. */
export type Fallback = 'ai-default' | 'human-default' | 'none'

/** Who acts in one lane, as kept in a result: a rule by its id and what it does, or what stands in for one. */
export interface Actor {
  rule: string | null
  name: string
  /** The action, or the fallback's name. */
  action: string
  /** Whom the action names, where it names one. */
  target: { kind: 'agent' | 'team' | 'inbox'; name: string } | null
}

/** One decision reduced to what a comparison needs. */
export interface Outcome {
  reply: { key: string; does: string; actor: Actor | null }
  background: ReadonlyMap<string, { does: string; actor: Actor }>
  /** Calls to an AI: its answer, and the facts only it can tell. */
  aiCalls: number
  /** A text goes to the customer, or where the window is closed a template; `none` also where nothing goes through then. */
  text: 'none' | 'free' | 'template'
}

/** Reduces what the workflows said to its outcome; `inbox` is where it was said. */
export function outcomeOf(said: Said, facts: Facts, fallback: Fallback, inbox: ClosedWindow | undefined): Outcome {
  const { reply, speaker, background, sought } = said
  const action = reply?.event.type ?? fallback
  const { text, template } = reply?.event.params ?? {}
  const closed = facts['window.open'] === false
  const passes = !closed || goesAsTemplate(inbox, template as AskedTemplate | undefined)
  return {
    reply: reply
      ? { key: `${speaker?.id}/${reply.ruleId}`, does: JSON.stringify(reply.event), actor: actorOf(reply) }
      : { key: fallback, does: fallback, actor: fallback === 'none' ? null : standIn(fallback) },
    background: new Map(
      background.map((match) => [match.ruleId, { does: JSON.stringify(match.event), actor: actorOf(match) }]),
    ),
    aiCalls:
      (action === 'ask-ai' || action === 'ai-default' ? 1 : 0) +
      ([...sought].some((name) => name.startsWith('ai.')) ? 1 : 0),
    text: typeof text !== 'string' || !passes ? 'none' : closed ? 'template' : 'free',
  }
}

const standIn = (action: Fallback): Actor => ({ rule: null, name: '', action, target: null })

const actorOf = ({ ruleId, ruleName, event: { type, params = {} } }: Match): Actor => {
  const kind = (['agent', 'team', 'inbox'] as const).find((one) => typeof params[one] === 'string')
  const target = kind ? { kind, name: params[kind] as string } : null
  return { rule: ruleId, name: ruleName, action: type, target }
}
