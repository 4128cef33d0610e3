import { CATALOGUE, type Edit, pointerTo, type Rule } from '@faladesk/rules'
import { freshParams } from '../tree/fresh-value.ts'
import { isRequired, paramsOf } from './cell-kind.ts'
import type { CellError } from './cell-text.ts'
import { type Column, keyOf, leavesOf, type Row } from './columns.ts'

/** What a cell's column holds in a rule; undefined where it holds nothing. */
export function cellValue({ rule }: Row, column: Column): unknown {
  switch (column.kind) {
    case 'name':
      return rule.name
    case 'action':
      return rule.event.type
    case 'param':
      return Object.hasOwn(rule.event.params ?? {}, column.param) ? rule.event.params?.[column.param] : undefined
    case 'condition':
      return leavesOf(rule)?.find((leaf) => keyOf(leaf) === column.key)?.value
  }
}

/** Whether a cell can only be changed elsewhere: it compares with another fact, or its rule is no flat list of comparisons. */
export function isLocked(row: Row, column: Column): boolean {
  if (column.kind !== 'condition') return false
  const value = cellValue(row, column)
  return leavesOf(row.rule) === null || (typeof value === 'object' && value !== null && !Array.isArray(value))
}

/** The edits that put a value into a cell; undefined empties it. Nothing else of the rule is touched. */
export function cellEdits(
  row: Row,
  column: Column,
  value: unknown,
  columns: readonly Column[],
): { edits: readonly Edit[] } | { error: CellError } {
  const { rule, index } = row
  const at = (...steps: (string | number)[]) => pointerTo('rules', index, ...steps)
  if (isLocked(row, column)) return { error: 'locked' }
  switch (column.kind) {
    case 'name':
      return value === undefined ? { error: 'required' } : { edits: [replace(at('name'), value)] }
    case 'action':
      return value === undefined ? { error: 'required' } : { edits: actionEdits(rule, String(value), at) }
    case 'condition':
      return conditionEdits(rule, column, value, columns, at)
    case 'param':
      return paramEdits(rule, column.param, value, at)
  }
}

type At = (...steps: (string | number)[]) => string
const replace = (pointer: string, value: unknown): Edit => ({ op: 'replace', pointer, value })
const add = (pointer: string, value: unknown): Edit => ({ op: 'add', pointer, value })

function conditionEdits(
  rule: Rule,
  column: Column & { kind: 'condition' },
  value: unknown,
  columns: readonly Column[],
  at: At,
): { edits: readonly Edit[] } | { error: CellError } {
  const leaves = leavesOf(rule) ?? []
  const found = leaves.findIndex((leaf) => keyOf(leaf) === column.key)
  if (value !== undefined && found >= 0) return { edits: [replace(at('conditions', 'all', found, 'value'), value)] }
  if (value === undefined) {
    if (found < 0) return { edits: [] }
    // A rule that asks nothing always holds: that must be said in the list, not slip in here.
    return leaves.length === 1
      ? { error: 'last' }
      : { edits: [{ op: 'remove', pointer: at('conditions', 'all', found) }] }
  }
  const { fact, operator, path } = column
  const before = columns
    .slice(
      0,
      columns.findIndex(({ key }) => key === column.key),
    )
    .map(({ key }) => key)
  const place = leaves.findLastIndex((leaf) => before.includes(keyOf(leaf))) + 1
  const leaf = { fact, operator, value, ...(path === undefined ? {} : { path }) }
  return { edits: [add(at('conditions', 'all', place), leaf)] }
}

function paramEdits(
  { event }: Rule,
  param: string,
  value: unknown,
  at: At,
): { edits: readonly Edit[] } | { error: CellError } {
  const known = paramsOf(event.type)
  const has = Object.hasOwn(event.params ?? {}, param)
  if (value === undefined) {
    if (!has) return { edits: [] }
    return isRequired(event.type, param)
      ? { error: 'required' }
      : { edits: [{ op: 'remove', pointer: at('event', 'params', param) }] }
  }
  if (known !== null && !Object.hasOwn(known, param)) return { error: 'param' }
  if (event.params === undefined) return { edits: [add(at('event', 'params'), { [param]: value })] }
  return { edits: [has ? replace(at('event', 'params', param), value) : add(at('event', 'params', param), value)] }
}

// A new action keeps the parameters it knows and is given those it cannot do without.
function actionEdits({ event }: Rule, type: string, at: At): readonly Edit[] {
  if (type === event.type) return []
  const known = paramsOf(type)
  const kept = Object.entries(event.params ?? {}).filter(([param]) => known === null || Object.hasOwn(known, param))
  const action = CATALOGUE.actions.get(type)
  const params = { ...(action ? freshParams(action.params) : {}), ...Object.fromEntries(kept) }
  const empty = Object.keys(params).length === 0
  const had = event.params !== undefined
  return [
    replace(at('event', 'type'), type),
    ...(empty && had ? [{ op: 'remove' as const, pointer: at('event', 'params') }] : []),
    ...(empty ? [] : [had ? replace(at('event', 'params'), params) : add(at('event', 'params'), params)]),
  ]
}
