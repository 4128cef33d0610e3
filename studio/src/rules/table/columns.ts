import type { Comparison, Lane, Rule, RuleDocument } from '@faladesk/rules'

/** One column of a decision table: the rule's name, a comparison all rows may make, the action, or one of its parameters. */
export type Column =
  | { readonly kind: 'name'; readonly key: 'name' }
  | {
      readonly kind: 'condition'
      readonly key: string
      readonly fact: string
      readonly operator: string
      readonly path?: string
    }
  | { readonly kind: 'action'; readonly key: 'action' }
  | { readonly kind: 'param'; readonly key: string; readonly param: string }

/** A rule as a row, with its place in the document. */
export interface Row {
  readonly rule: Rule
  readonly index: number
}

/** Rules of one table in their order. Rows that compare in a way no column can hold are kept, but locked. */
export interface DecisionTable {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

/** The comparisons of a rule that can be a row: a flat `all`, no comparison twice; null for any other. */
export function leavesOf({ conditions }: Rule): readonly Comparison[] | null {
  if (!('all' in conditions)) return null
  const leaves = conditions.all.filter((one): one is Comparison => 'fact' in one)
  const keys = new Set(leaves.map(keyOf))
  return leaves.length === conditions.all.length && keys.size === leaves.length ? leaves : null
}

/** What makes two comparisons the same column. */
export const keyOf = ({ fact, operator, path }: Pick<Comparison, 'fact' | 'operator' | 'path'>): string =>
  ['if', fact, operator, ...(path === undefined ? [] : [path])].join(' ')

/** Makes a condition column. */
export const conditionColumn = ({ fact, operator, path }: Pick<Comparison, 'fact' | 'operator' | 'path'>): Column => ({
  kind: 'condition',
  key: keyOf({ fact, operator, ...(path === undefined ? {} : { path }) }),
  fact,
  operator,
  ...(path === undefined ? {} : { path }),
})

/** Makes a parameter column. */
export const paramColumn = (param: string): Column => ({ kind: 'param', key: `with ${param}`, param })

/** Lays rules out as a table; `extra` columns are shown although no row fills them yet. */
export function tableOf(rows: readonly Row[], extra: readonly Column[] = []): DecisionTable {
  const conditions = new Map<string, Column>()
  const params = new Map<string, Column>()
  for (const { rule } of rows) {
    for (const leaf of leavesOf(rule) ?? []) conditions.set(keyOf(leaf), conditionColumn(leaf))
    for (const param of Object.keys(rule.event.params ?? {})) params.set(param, paramColumn(param))
  }
  for (const column of extra) {
    if (column.kind === 'condition') conditions.set(column.key, column)
    if (column.kind === 'param') params.set(column.param, column)
  }
  return {
    columns: [
      { kind: 'name', key: 'name' },
      ...conditions.values(),
      { kind: 'action', key: 'action' },
      ...params.values(),
    ],
    rows,
  }
}

/** The rows of one table of a document. */
export const rowsOf = (document: RuleDocument, table: string): readonly Row[] =>
  document.rules.flatMap((rule, index) => (rule.table === table ? [{ rule, index }] : []))

/** The tables of a document with their number of rows, in the order of their first. */
export function tablesOf(document: RuleDocument): ReadonlyMap<string, number> {
  const tables = new Map<string, number>()
  for (const { table } of document.rules) if (table !== undefined) tables.set(table, (tables.get(table) ?? 0) + 1)
  return tables
}

/** Rules outside any table that are alike enough to be one: the same lane, event, comparisons and action. */
export interface Family {
  readonly key: string
  readonly lane: Lane
  readonly rows: readonly Row[]
}

/** The families of at least `least` like rules, the largest first. */
export function familiesOf(document: RuleDocument, least = 3): readonly Family[] {
  const families = new Map<string, { key: string; lane: Lane; rows: Row[] }>()
  document.rules.forEach((rule, index) => {
    const leaves = rule.table === undefined ? leavesOf(rule) : null
    if (leaves === null || leaves.length === 0) return
    const event = rule.on ? `${rule.on.event}:${rule.on.minutes ?? ''}` : ''
    const key = [rule.lane, event, rule.event.type, ...leaves.map(keyOf).sort()].join('\n')
    const family = families.get(key) ?? { key, lane: rule.lane, rows: [] }
    family.rows.push({ rule, index })
    families.set(key, family)
  })
  return [...families.values()].filter(({ rows }) => rows.length >= least).sort((a, b) => b.rows.length - a.rows.length)
}
