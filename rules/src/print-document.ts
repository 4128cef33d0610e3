import { ACTIONS } from './actions.ts'
import { onOneLine, printJson } from './print-json.ts'
import type { SchemaNode } from './schema-node.ts'
import { isObject, type Json } from './walk-value.ts'

// The schema's order, so that the same document is always the same bytes.
const KEYS = {
  document: ['name', 'description', 'facts', 'conditions', 'rules', 'tests'],
  rule: ['id', 'name', 'description', 'lane', 'enabled', 'on', 'folder', 'table', 'conditions', 'event'],
  on: ['event', 'minutes'],
  event: ['type', 'params'],
  condition: ['all', 'any', 'not', 'condition', 'fact', 'operator', 'value', 'path', 'name', 'priority'],
  reference: ['fact', 'path'],
  test: ['name', 'description', 'facts', 'expect'],
  expect: ['reply', 'background'],
}

const PARAMS = new Map(ACTIONS.map(({ type, params }) => [type, Object.keys((params as SchemaNode).properties ?? {})]))

/**
 * Writes a document so that git shows small differences: known keys in the schema's order, an author's own after them
 * as they stood, each rule, shared condition and test on lines of its own. Parsing it gives the same document back.
 */
export function printDocument(document: unknown): string {
  if (!isObject(document)) return printJson(document)
  const members = Object.entries(ordered(document)).map(([key, value]) => {
    const name = `${JSON.stringify(key)}: `
    const open = key === 'conditions' || key === 'rules' || key === 'tests'
    return `  ${name}${open ? opened(value) : printJson(value, '  ', name.length)}`
  })
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n}`
}

// However short: a line that two rules share would show both as changed.
function opened(value: unknown): string {
  const deeper = '    '
  const members = Array.isArray(value)
    ? value.map((item) => deeper + printJson(item, deeper))
    : isObject(value)
      ? Object.entries(value).map(([key, item]) => {
          const name = `${JSON.stringify(key)}: `
          return deeper + name + printJson(item, deeper, name.length)
        })
      : []
  if (members.length === 0) return onOneLine(value)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return `${open}\n${members.join(',\n')}\n  ${close}`
}

const ordered = (document: Json): Json =>
  arranged(document, KEYS.document, {
    conditions: (value) => each(value, condition),
    rules: (value) => each(value, rule),
    tests: (value) => each(value, (one) => arranged(one, KEYS.test, { expect: inOrder(KEYS.expect) })),
  }) as Json

const rule = (value: unknown): unknown =>
  arranged(value, KEYS.rule, { on: inOrder(KEYS.on), conditions: condition, event })

const condition = (value: unknown): unknown =>
  arranged(value, KEYS.condition, {
    all: (parts) => each(parts, condition),
    any: (parts) => each(parts, condition),
    not: condition,
    value: (operand) => (isObject(operand) ? arranged(operand, KEYS.reference) : operand),
  })

const event = (value: unknown): unknown => {
  const params = isObject(value) && typeof value.type === 'string' ? PARAMS.get(value.type) : undefined
  return arranged(value, KEYS.event, { params: inOrder(params ?? []) })
}

const inOrder = (keys: readonly string[]) => (value: unknown) => arranged(value, keys)

// What is no object stays as it is: a document under construction is printed too.
function arranged(
  value: unknown,
  keys: readonly string[],
  inside: Readonly<Record<string, (value: unknown) => unknown>> = {},
): unknown {
  if (!isObject(value)) return value
  const known = keys.filter((key) => Object.hasOwn(value, key))
  const others = Object.keys(value).filter((key) => !keys.includes(key))
  return Object.fromEntries(
    [...known, ...others].map((key) => [
      key,
      (Object.hasOwn(inside, key) ? inside[key] : undefined)?.(value[key]) ?? value[key],
    ]),
  )
}

const each = (value: unknown, one: (item: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map(one)
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, one(item)])) : value
}
