/** The two lanes: in `reply` the first match wins and speaks to the customer, in `background` every match acts. */
export type Lane = 'reply' | 'background'

/** Every lane, in the order their rules are decided. */
export const LANES: readonly Lane[] = ['reply', 'background']

/** What may happen in a conversation that a rule waits for. */
export type EventName =
  | 'message-received'
  | 'conversation-opened'
  | 'customer-silent'
  | 'agent-silent'
  | 'status-changed'
  | 'assigned'
  | 'sla-warning'
  | 'sla-breached'
  | 'delivery-failed'
  | 'csat-answered'

/** When a rule is decided; `minutes` belongs to the two silent events only. */
export interface RuleTrigger {
  readonly event: EventName
  readonly minutes?: number
}

/** Keys starting with `x-` are their author's own: kept as they are, meaningless to the engine. */
export interface Extra {
  [key: `x-${string}`]: unknown
}

/** A value known only at evaluation: what another fact says. */
export interface FactReference {
  fact: string
  path?: string
}

/** What a fact may be compared with. */
export type Operand = string | number | boolean | null | readonly (string | number | boolean)[] | FactReference

/** One comparison, in json-rules-engine's own shape. */
export interface Comparison extends Extra {
  fact: string
  operator: string
  value: Operand
  /** `$.key.key`: own keys only, never JSONPath. */
  path?: string
  name?: string
  /** Higher is compared first, and may spare the rest. */
  priority?: number
}

interface Named extends Extra {
  name?: string
  priority?: number
}

/** True when every part is. */
export type AllOf = Named & { all: readonly Condition[] }
/** True when at least one part is. */
export type AnyOf = Named & { any: readonly Condition[] }
/** True when its part is false. */
export type NotOf = Named & { not: Condition }
/** A shared condition used by its name. */
export type Reference = Named & { condition: string }
/** What a rule and a shared condition start with. */
export type Group = AllOf | AnyOf | NotOf | Reference
/** Any node of a condition tree. */
export type Condition = Group | Comparison

/** What a rule asks to be done: the action's name and its parameters. */
export interface RuleEvent {
  type: string
  params?: Readonly<Record<string, unknown>>
}

/** One rule: when, and then what. Its place in the list is its priority. */
export interface Rule extends Extra {
  id: string
  name: string
  description?: string
  lane: Lane
  /** Missing means on. */
  enabled?: boolean
  /** Missing means when a message is received. */
  on?: RuleTrigger
  /** Where the editor files it: `Cobrança/Boletos`. */
  folder?: string
  /** The decision table it is a row of. */
  table?: string
  conditions: Group
  event: RuleEvent
}

/** An example the document must keep true: these facts, that decision. */
export interface RuleTest {
  name: string
  description?: string
  facts: Readonly<Record<string, unknown>>
  expect: {
    /** The rule that answers, or null when none may. */
    reply?: string | null
    /** Exactly the background rules that act, in any order. */
    background?: readonly string[]
  }
}

/** An ordered set of rules as its author wrote it. */
export interface RuleDocument extends Extra {
  name: string
  description?: string
  /** Version of the fact catalogue the document speaks. */
  facts: 1
  conditions?: Readonly<Record<string, Group>>
  rules: readonly Rule[]
  tests?: readonly RuleTest[]
}

/** The parts of an `all`, `any` or `not` with their steps in a JSON pointer; null for a comparison or a reference. */
export function partsOf(condition: Condition): readonly { condition: Condition; step: string }[] | null {
  if ('not' in condition) return [{ condition: condition.not, step: 'not' }]
  if ('all' in condition) return condition.all.map((part, index) => ({ condition: part, step: `all/${index}` }))
  if ('any' in condition) return condition.any.map((part, index) => ({ condition: part, step: `any/${index}` }))
  return null
}
