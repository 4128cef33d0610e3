import type { RuleEvent } from '@faladesk/rules'
import type { PlacedRule } from '../find/folder-runs.ts'

/** What several rules do alike: one card at the right of the canvas. */
export interface FlowAction {
  readonly id: string
  readonly type: string
  /** Whom or what it is about, as the rules say it: a team, tags, a priority; null where each rule has its own words. */
  readonly about: { readonly kind: 'team' | 'agent' | 'inbox' | 'policy' | 'words'; readonly value: string } | null
  readonly ruleIds: ReadonlySet<string>
}

// Where one kind of action is about more things than this, telling them apart no longer helps to read.
const APART = 8

/** Gathers the actions of a lane's rules by what they do and whom they concern, in the order of the rules. */
export function groupActions(prefix: string, rules: readonly PlacedRule[]): readonly FlowAction[] {
  const kinds = new Map<string, Map<string, { about: FlowAction['about']; ruleIds: Set<string> }>>()
  for (const { rule } of rules) {
    const about = aboutOf(rule.event)
    const key = about === null ? '' : `${about.kind}:${about.value}`
    const kind = kinds.get(rule.event.type) ?? new Map()
    const group = kind.get(key) ?? { about, ruleIds: new Set<string>() }
    group.ruleIds.add(rule.id)
    kind.set(key, group)
    kinds.set(rule.event.type, kind)
  }
  return [...kinds].flatMap(([type, groups]): FlowAction[] => {
    if (groups.size > APART) {
      const ruleIds = new Set([...groups.values()].flatMap((group) => [...group.ruleIds]))
      return [{ id: `action:${prefix}:${type}`, type, about: null, ruleIds }]
    }
    return [...groups].map(([key, group]) => ({ id: `action:${prefix}:${type}:${key}`, type, ...group }))
  })
}

/** Which of a lane's actions a rule leads to. */
export const actionOf = (actions: readonly FlowAction[], ruleId: string): FlowAction | undefined =>
  actions.find((action) => action.ruleIds.has(ruleId))

const whom = ['team', 'agent', 'inbox', 'policy'] as const

function aboutOf({ type, params = {} }: RuleEvent): FlowAction['about'] {
  for (const kind of whom) {
    const value = params[kind]
    if (typeof value === 'string') return { kind, value }
  }
  if (type === 'tag') {
    const said = [...listed(params.add), ...listed(params.remove).map((tag) => `−${tag}`)]
    return said.length === 0 ? null : { kind: 'words', value: said.join(', ') }
  }
  const value = type === 'set-attribute' ? params.name : type === 'priority' || type === 'status' ? params.value : null
  return typeof value === 'string' ? { kind: 'words', value } : null
}

const listed = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])
