import { type Group, LANES, type Locale, type Rule, type RuleDocument, ruleSentence } from '@faladesk/rules'
import { kept } from './longest-kept.ts'

/** One difference between two documents. `before` and `after` are sentences where there are two. */
export type Difference =
  | { kind: 'added' | 'removed'; id: string; name: string; sentence: string }
  | { kind: 'changed'; id: string; name: string; before: string; after: string }
  | { kind: 'renamed'; id: string; name: string; before: string }
  | { kind: 'turned-on' | 'turned-off'; id: string; name: string }
  /** `from` and `to` are places in its lane, the first being 1. */
  | { kind: 'moved'; id: string; name: string; from: number; to: number }
  | { kind: 'condition-added' | 'condition-removed' | 'condition-changed'; id: string; name: string }
  | { kind: 'document' | 'tests'; id: string; name: string }

interface Say {
  locale: Locale
  names?: NonNullable<Parameters<typeof ruleSentence>[1]>['names']
}

/** What publishing `after` in place of `before` (null: nothing was published) would change, as people would say it. */
export function differences(before: RuleDocument | null, after: RuleDocument, say: Say): Difference[] {
  const old = new Map(before?.rules.map((rule) => [rule.id, rule]))
  const now = new Map(after.rules.map((rule) => [rule.id, rule]))
  const sentence = (rule: Rule) => ruleSentence(rule, { ...say, quoteLength: 4096 }).text
  const found: Difference[] = []
  for (const rule of after.rules) {
    const was = old.get(rule.id)
    if (was) found.push(...changes(was, rule, sentence))
    else found.push({ kind: 'added', id: rule.id, name: rule.name, sentence: sentence(rule) })
  }
  for (const rule of before?.rules ?? [])
    if (!now.has(rule.id)) found.push({ kind: 'removed', id: rule.id, name: rule.name, sentence: sentence(rule) })
  if (before) found.push(...moves(before, after), ...shared(before, after), ...around(before, after))
  return found
}

function* changes(was: Rule, rule: Rule, sentence: (rule: Rule) => string): Generator<Difference> {
  const about = { id: rule.id, name: rule.name }
  if (was.name !== rule.name) yield { kind: 'renamed', ...about, before: was.name }
  const on = rule.enabled !== false
  if ((was.enabled !== false) !== on) yield { kind: on ? 'turned-on' : 'turned-off', ...about }
  const meaning = ({ lane, conditions, event, description }: Rule) => [lane, conditions, event, description ?? null]
  if (!same(meaning(was), meaning(rule)))
    yield { kind: 'changed', ...about, before: sentence(was), after: sentence(rule) }
}

// Only the rules that must be picked up to turn one order into the other; the rest merely made room.
function* moves(before: RuleDocument, after: RuleDocument): Generator<Difference> {
  for (const lane of LANES) {
    const order = (document: RuleDocument) => document.rules.filter((rule) => rule.lane === lane).map(({ id }) => id)
    const was = order(before)
    const is = order(after)
    const common = is.filter((id) => was.includes(id))
    const stayed = kept(common.map((id) => was.indexOf(id)))
    for (const id of common) {
      const from = was.indexOf(id)
      const name = after.rules.find((rule) => rule.id === id)?.name ?? id
      if (!stayed.has(from)) yield { kind: 'moved', id, name, from: from + 1, to: is.indexOf(id) + 1 }
    }
  }
}

function* shared(before: RuleDocument, after: RuleDocument): Generator<Difference> {
  const was: Readonly<Record<string, Group>> = before.conditions ?? {}
  const is: Readonly<Record<string, Group>> = after.conditions ?? {}
  for (const name of Object.keys(is))
    if (!Object.hasOwn(was, name)) yield { kind: 'condition-added', id: name, name }
    else if (!same(was[name], is[name])) yield { kind: 'condition-changed', id: name, name }
  for (const name of Object.keys(was)) if (!Object.hasOwn(is, name)) yield { kind: 'condition-removed', id: name, name }
}

function* around(before: RuleDocument, after: RuleDocument): Generator<Difference> {
  const words = ({ name, description }: RuleDocument) => [name, description ?? null]
  if (!same(words(before), words(after))) yield { kind: 'document', id: '', name: after.name }
  if (!same(before.tests ?? [], after.tests ?? [])) yield { kind: 'tests', id: '', name: '' }
}

/** Whether two JSON values mean the same, whatever the order of their keys. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && same(a[key as never], b[key as never]))
}
