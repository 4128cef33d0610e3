import type { RuleDocument } from '@faladesk/rules'

type Keyed = Readonly<Record<string, unknown>>

/**
 * Reads a text as a rule document, or gives null when it cannot be shown as one: not JSON, or without the shape that
 * every view relies on. What has the shape may still be wrong (an unknown fact, an empty list): that is for
 * `validateDocument` to say, and views show it as it is.
 */
export function readDocument(text: string): RuleDocument | null {
  try {
    const value: unknown = JSON.parse(text)
    return isReadable(value) ? value : null
  } catch {
    return null
  }
}

/** Whether a value has the shape of a rule document, whatever else it holds. */
export function isReadable(value: unknown): value is RuleDocument {
  if (!isObject(value) || typeof value.name !== 'string' || !Array.isArray(value.rules)) return false
  if (value.tests !== undefined && !(Array.isArray(value.tests) && value.tests.every(isObject))) return false
  if (value.conditions !== undefined) {
    if (!isObject(value.conditions)) return false
    if (!Object.values(value.conditions).every((group) => isCondition(group, 0))) return false
  }
  const ids = new Set(value.rules.map((rule: unknown) => (isObject(rule) ? rule.id : undefined)))
  // Views tell rules apart by their ids: two of the same cannot be shown.
  return ids.size === value.rules.length && value.rules.every(isRule)
}

const isRule = (rule: unknown): boolean =>
  isObject(rule) &&
  typeof rule.id === 'string' &&
  rule.id !== '' &&
  typeof rule.name === 'string' &&
  (rule.lane === 'reply' || rule.lane === 'background') &&
  isCondition(rule.conditions, 0) &&
  isObject(rule.event) &&
  typeof rule.event.type === 'string' &&
  (rule.event.params === undefined || isObject(rule.event.params)) &&
  (rule.on === undefined || (isObject(rule.on) && typeof rule.on.event === 'string'))

function isCondition(node: unknown, depth: number): boolean {
  if (!isObject(node) || depth > 64) return false
  if ('all' in node) return isParts(node.all, depth)
  if ('any' in node) return isParts(node.any, depth)
  if ('not' in node) return isCondition(node.not, depth + 1)
  if ('condition' in node) return typeof node.condition === 'string'
  return typeof node.fact === 'string' && typeof node.operator === 'string' && node.value !== undefined
}

const isParts = (parts: unknown, depth: number): boolean =>
  Array.isArray(parts) && parts.every((part) => isCondition(part, depth + 1))

const isObject = (value: unknown): value is Keyed =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
