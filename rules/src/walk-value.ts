import type { Report } from './finding.ts'
import type { SchemaNode } from './schema-node.ts'

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>

/** Whether a value is a JSON object (no list, no null). */
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a value has the JSON type a schema node asks for, if it asks for one. */
export function fitsType({ type }: SchemaNode, value: unknown): boolean {
  const actual = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  return type === undefined || type === actual || (type === 'integer' && Number.isInteger(value))
}

const patterns = new Map<string, RegExp>()

/** A pattern of our own schema, read once; never from a document, so there are few. */
export function patternOf(source: string): RegExp {
  const known = patterns.get(source) ?? new RegExp(source, 'u')
  patterns.set(source, known)
  return known
}

/** Reports a string that is too short, too long or not in the form asked for. */
export function checkString(node: SchemaNode, value: string, pointer: string, report: Report): void {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = node
  // JSON Schema counts characters, not UTF-16 units.
  const length = value.length > maxLength ? [...value].length : value.length
  if (length < minLength) report({ code: 'empty-text', pointer })
  else if (length > maxLength) report({ code: 'too-long', pointer, limit: maxLength })
  else if (pattern !== undefined && !patternOf(pattern).test(value))
    report({ code: node['x-problem'] ?? 'pattern', pointer, given: value, allowed: [pattern] })
}

/** Reports a number outside its bounds. */
export function checkNumber(node: SchemaNode, value: number, pointer: string, report: Report): void {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = node
  if (value < minimum) report({ code: 'too-small', pointer, limit: minimum })
  if (value > maximum) report({ code: 'too-large', pointer, limit: maximum })
}
