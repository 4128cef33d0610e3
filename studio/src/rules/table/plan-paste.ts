import { applyEdits, type Edit, type Rule, type RuleDocument, validateDocument } from '@faladesk/rules'
import { ourCatalogue } from '../../lib/catalogue.ts'
import { plain } from '../find/plain.ts'
import { freshId } from '../tree/edit-rules.ts'
import { cellEdits, cellValue } from './cell-edits.ts'
import { kindOf, type Vocabulary } from './cell-kind.ts'
import { type CellError, cellText, readCell } from './cell-text.ts'
import type { Column, Row } from './columns.ts'
import { headerOf } from './paste-header.ts'

/** One cell of what would be pasted. */
export interface PlannedCell {
  readonly column: Column
  readonly text: string
  /** What the cell says now; null in a new row. */
  readonly before: string | null
  /** Why the cell cannot be taken; `message` where the rules themselves say it. */
  readonly error: { readonly code: CellError | 'invalid'; readonly words: string } | null
}

/** One row of what would be pasted. */
export interface PlannedRow {
  readonly kind: 'added' | 'changed' | 'same'
  /** The rule as it would be. */
  readonly rule: Rule
  readonly cells: readonly PlannedCell[]
}

/** What pasting would do. Rows with an error in any cell are left out of `edits`. */
export interface Paste {
  readonly rows: readonly PlannedRow[]
  readonly edits: readonly Edit[]
  /** Headings that are no column of the table. */
  readonly unknown: readonly string[]
}

/** Where and how to paste. Without a heading row, cells go to the right and down from `row` and `column`. */
export interface Target {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly row: number
  readonly column: number
  readonly words: Vocabulary
  /** The columns' headings as shown. */
  readonly headings: readonly string[]
}

/** Works out what pasting cells would add and change, cell by cell, without doing it. */
export function planPaste(document: RuleDocument, grid: readonly (readonly string[])[], target: Target): Paste {
  const header = headerOf(grid[0] ?? [], target.columns, target.headings)
  const lines = header ? grid.slice(1) : grid
  const columns = header ? header.columns : target.columns.slice(target.column)
  const edits: Edit[] = []
  const rows: PlannedRow[] = []
  let now = document
  let last = target.rows.at(-1)?.index ?? document.rules.length - 1
  lines.forEach((cells, line) => {
    const known = header ? rowNamed(target.rows, cells, columns) : target.rows[target.row + line]
    const row = known
      ? { index: known.index, rule: now.rules[known.index] ?? known.rule }
      : newRow(now, target, last + 1, cells, columns)
    if (row === null) return
    const planned = planRow(now, row, cells, columns, target, known === undefined)
    rows.push(planned)
    if (planned.kind === 'same' || planned.cells.some(({ error }) => error !== null)) return
    edits.push(...planned.edits)
    now = applyEdits(now, planned.edits)
    if (known === undefined) last++
  })
  return { rows, edits, unknown: header?.unknown ?? [] }
}

function planRow(
  document: RuleDocument,
  start: Row,
  cells: readonly string[],
  columns: readonly (Column | null)[],
  { columns: all, words }: Target,
  added: boolean,
): PlannedRow & { edits: readonly Edit[] } {
  const first: Edit[] = added ? [{ op: 'add', pointer: `/rules/${start.index}`, value: start.rule }] : []
  const edits = [...first]
  let row = start
  let now = applyEdits(document, first)
  const planned: PlannedCell[] = []
  // The action decides which parameters there are, so it is read before them, wherever it stands.
  const order = columns.map((column, at) => ({ column, at })).sort((a, b) => rank(a.column) - rank(b.column))
  for (const { column, at } of order) {
    if (column === null || at >= cells.length) continue
    const text = cells[at] ?? ''
    const kind = kindOf(column, row.rule, words)
    const held = cellValue(row, column)
    const before = kind === null ? '' : cellText(held, kind, words.locale)
    const say = (error: PlannedCell['error']) => planned.push({ column, text, before: added ? null : before, error })
    if (text.trim() === before) {
      say(null)
      continue
    }
    const read = kind === null ? ({ ok: false, error: 'param' } as const) : readCell(text, kind, words.locale, held)
    if (!read.ok) {
      // A blank cell under a parameter another action takes asks for nothing.
      say(text.trim() === '' ? null : { code: read.error, words: 'allowed' in read ? (read.allowed ?? '') : '' })
      continue
    }
    const made = cellEdits(row, column, read.value, all)
    if ('error' in made) {
      say({ code: made.error, words: '' })
      continue
    }
    say(null)
    edits.push(...made.edits)
    now = applyEdits(now, made.edits)
    row = { ...row, rule: now.rules[row.index] ?? row.rule }
  }
  const checked = withRuleProblems(now, row, planned, words)
  const kind = added ? 'added' : edits.length > 0 ? 'changed' : 'same'
  return { kind, rule: row.rule, cells: inPlace(checked, columns), edits }
}

const rank = (column: Column | null) => (column?.kind === 'action' ? 0 : 1)

const inPlace = (cells: readonly PlannedCell[], columns: readonly (Column | null)[]) =>
  columns.flatMap((column) => cells.find((cell) => cell.column.key === column?.key) ?? [])

// What the whole rule would be must be a rule: the last word is the same check that guards saving.
function withRuleProblems(
  document: RuleDocument,
  { rule }: Row,
  cells: readonly PlannedCell[],
  { locale }: Vocabulary,
): readonly PlannedCell[] {
  const { conditions, name, facts } = document
  const checked = validateDocument(
    { name, facts, ...(conditions ? { conditions } : {}), rules: [rule] },
    { locale, catalogue: ourCatalogue() },
  )
  if (checked.ok) return cells
  return checked.problems.reduce((all, problem) => {
    const at = all.findIndex((cell) => cell.error === null && speaksOf(problem.pointer, cell.column, rule))
    const place = at >= 0 ? at : all.findIndex((cell) => cell.error === null)
    const cell = all[place]
    const error = { code: 'invalid' as const, words: problem.message }
    return cell && !all.some((one) => one.error) ? all.with(place, { ...cell, error }) : all
  }, cells)
}

function speaksOf(pointer: string, column: Column, rule: Row['rule']): boolean {
  if (column.kind === 'name') return pointer.startsWith('/rules/0/name')
  if (column.kind === 'action') return pointer.startsWith('/rules/0/event/type')
  if (column.kind === 'param') return pointer.startsWith(`/rules/0/event/params/${column.param}`)
  const leaf =
    'all' in rule.conditions
      ? rule.conditions.all.findIndex(
          (one) => 'fact' in one && one.fact === column.fact && one.operator === column.operator,
        )
      : -1
  return leaf >= 0 && pointer.startsWith(`/rules/0/conditions/all/${leaf}`)
}

function rowNamed(
  rows: readonly Row[],
  cells: readonly string[],
  columns: readonly (Column | null)[],
): Row | undefined {
  const name = cells[columns.findIndex((column) => column?.kind === 'name')]
  return name ? rows.find(({ rule }) => plain(rule.name) === plain(name)) : undefined
}

// A new row does what the row above does until its cells say otherwise, and asks only what its cells say.
function newRow(
  document: RuleDocument,
  { rows }: Target,
  index: number,
  cells: readonly string[],
  columns: readonly (Column | null)[],
): Row | null {
  const above = rows.at(-1)
  if (!above) return null
  const given = cells[columns.findIndex((column) => column?.kind === 'name')]?.trim()
  const name = given || `${above.rule.name} ${index + 1}`
  const { description: _words, ...rest } = above.rule
  return { index, rule: { ...rest, id: freshId(document, name), name, conditions: { all: [] } } }
}
