import type { RuleDocument } from '@faladesk/rules'

/**
 * A document on its way to the worker. A clone would lose which rules are the same objects as before, and with that
 * everything the Doctor remembers of them: what did not change is named by its place instead of sent again.
 */
export interface PackedDocument {
  /** Everything but the rules; a key that did not change is only named. */
  rest: Record<string, unknown>
  kept: readonly string[]
  /** The order of the keys, `rules` among them. */
  keys: readonly string[]
  /** The place of a rule in the document before, or the rule itself. */
  rules: readonly (number | object)[]
}

type Keyed = Readonly<Record<string, unknown>>

/** Packs a document against the one the other side holds already (null: none). */
export function pack(before: RuleDocument | null, after: RuleDocument): PackedDocument {
  const places = new Map<object, number>(before?.rules.map((rule, index) => [rule, index]))
  const old = (before ?? {}) as unknown as Keyed
  const keys = Object.keys(after)
  const others = Object.entries(after).filter(([key]) => key !== 'rules')
  const same = (key: string, value: unknown) => before !== null && Object.hasOwn(old, key) && old[key] === value
  return {
    keys,
    kept: others.filter(([key, value]) => same(key, value)).map(([key]) => key),
    rest: Object.fromEntries(others.filter(([key, value]) => !same(key, value))),
    rules: after.rules.map((rule) => places.get(rule) ?? rule),
  }
}

/** Makes the document a packed one stands for, out of the one held before: unchanged rules are the same objects again. */
export function unpack(before: RuleDocument | null, packed: PackedDocument): RuleDocument {
  const old = (before ?? {}) as unknown as Keyed
  const kept = new Set(packed.kept)
  const rules = packed.rules.map((rule) => (typeof rule === 'number' ? before?.rules[rule] : rule))
  const entries = packed.keys.map((key) => [key, key === 'rules' ? rules : kept.has(key) ? old[key] : packed.rest[key]])
  return Object.fromEntries(entries) as unknown as RuleDocument
}
