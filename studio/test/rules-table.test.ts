import { applyEdits, type Condition, type Rule, type RuleDocument, validateDocument } from '@faladesk/rules'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellEdits, cellValue, isLocked } from '../src/rules/table/cell-edits.ts'
import { kindOf, type Vocabulary } from '../src/rules/table/cell-kind.ts'
import { cellText, readCell } from '../src/rules/table/cell-text.ts'
import { type Column, familiesOf, leavesOf, rowsOf, tableOf } from '../src/rules/table/columns.ts'
import { parseGrid, printGrid } from '../src/rules/table/parse-grid.ts'
import { planPaste } from '../src/rules/table/plan-paste.ts'
import { addRow, clearColumn, gatherEdits, moveRow, scatterEdits } from '../src/rules/table/row-edits.ts'

const words: Vocabulary = {
  locale: 'pt-BR',
  names: {
    team: [
      { value: 'id-fin', label: 'Financeiro' },
      { value: 'id-log', label: 'Logística' },
    ],
  },
}
const word = (value: readonly string[]): Condition => ({ fact: 'message.text', operator: 'hasAnyWord', value })
const open = (value: boolean): Condition => ({ fact: 'calendar.open', operator: 'equal', value })
const waits = (value: number): Condition => ({ fact: 'conversation.waiting_minutes', operator: 'greaterThan', value })
const rule = (id: string, all: readonly Condition[], more: Partial<Rule> = {}): Rule => ({
  id,
  name: id,
  lane: 'reply',
  conditions: { all },
  event: { type: 'escalate', params: { team: 'id-fin', text: 'Já chamo.' } },
  table: 'filas',
  ...more,
})
const documentOf = (rules: readonly Rule[]): RuleDocument => ({ name: 'Atendimento', facts: 1, rules })
const filas = documentOf([
  rule('boleto', [word(['boleto', 'segunda via']), open(true)]),
  rule('outra', [word(['x'])], { table: undefined } as never),
  rule('pedido', [word(['pedido']), waits(30)], { event: { type: 'auto-reply', params: { text: 'Um momento.' } } }),
])
const headings = (columns: readonly Column[]) =>
  columns.map((column) =>
    column.kind === 'condition' ? column.fact : column.kind === 'param' ? column.param : column.kind,
  )

const textOf = (table: ReturnType<typeof tableOf>, row: number, key: string) => {
  const [one, column] = [table.rows[row], table.columns.find((each) => each.key === key)]
  if (!one || !column) throw new Error(`no cell ${row} ${key}`)
  const kind = kindOf(column, one.rule, words)
  return kind ? cellText(cellValue(one, column), kind, 'pt-BR') : null
}

test('a table has the comparisons of all its rows as columns, then the action and its parameters', () => {
  const table = tableOf(rowsOf(filas, 'filas'))
  expect(table.columns.map(({ key }) => key)).toEqual([
    'name',
    'if message.text hasAnyWord',
    'if calendar.open equal',
    'if conversation.waiting_minutes greaterThan',
    'action',
    'with team',
    'with text',
  ])
  expect(textOf(table, 0, 'if message.text hasAnyWord')).toBe('boleto; segunda via')
  expect(textOf(table, 0, 'if calendar.open equal')).toBe('sim')
  expect(textOf(table, 1, 'if calendar.open equal')).toBe('')
  expect(textOf(table, 0, 'with team')).toBe('Financeiro')
  expect(textOf(table, 1, 'with team')).toBe(null)
})

describe('a cell', () => {
  const kinds: [string, Column][] = [
    ['words', { kind: 'condition', key: 'if message.text hasAnyWord', fact: 'message.text', operator: 'hasAnyWord' }],
    ['yes or no', { kind: 'condition', key: 'if calendar.open equal', fact: 'calendar.open', operator: 'equal' }],
    ['a number', { kind: 'condition', key: 'w', fact: 'conversation.waiting_minutes', operator: 'greaterThan' }],
    ['a choice', { kind: 'condition', key: 'p', fact: 'conversation.priority', operator: 'equal' }],
    ['several choices', { kind: 'condition', key: 'pi', fact: 'conversation.priority', operator: 'in' }],
    ['a text', { kind: 'condition', key: 't', fact: 'message.text', operator: 'containsText' }],
  ]
  const values: Record<string, fc.Arbitrary<unknown>> = {
    words: fc.array(
      fc
        .string({ unit: fc.constantFrom('a', 'b', ' ', ',', ';', '"', '|', 'ç'), minLength: 1 })
        .map((s) => s.trim())
        .filter(Boolean),
      { minLength: 1, maxLength: 5 },
    ),
    'yes or no': fc.boolean(),
    'a number': fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
      .map((n) => Math.round(n * 1000) / 1000)
      .filter((n) => !Object.is(n, -0)),
    'a choice': fc.constantFrom('low', 'normal', 'high', 'urgent'),
    'several choices': fc.uniqueArray(fc.constantFrom('low', 'normal', 'high', 'urgent'), { minLength: 1 }),
    'a text': fc
      .string({ minLength: 1 })
      .map((s) => s.trim())
      .filter((s) => s !== '' && !/^\(.*\)$/.test(s)),
  }
  test.each(kinds)('that holds %s reads back what it writes, in each language', (name, column) => {
    const kind = kindOf(column, rule('r', [open(true)]), words)
    if (!kind) throw new Error('no kind')
    fc.assert(
      fc.property(
        values[name] as fc.Arbitrary<unknown>,
        fc.constantFrom('pt-BR' as const, 'es' as const, 'en' as const),
        (value, locale) => {
          expect(readCell(cellText(value, kind, locale), kind, locale, value)).toEqual({ ok: true, value })
        },
      ),
    )
  })

  test('reads what people type: sim, 1.234,5, “Urgente”, a date of the day', () => {
    expect(readCell('SIM', { type: 'boolean' }, 'pt-BR')).toEqual({ ok: true, value: true })
    expect(readCell('Não', { type: 'boolean' }, 'pt-BR')).toEqual({ ok: true, value: false })
    expect(readCell('talvez', { type: 'boolean' }, 'pt-BR')).toEqual({ ok: false, error: 'boolean' })
    expect(readCell('1.234,5', { type: 'number' }, 'pt-BR')).toEqual({ ok: true, value: 1234.5 })
    expect(readCell('1.234', { type: 'number' }, 'pt-BR')).toEqual({ ok: true, value: 1234 })
    expect(readCell('1.5', { type: 'number' }, 'pt-BR')).toEqual({ ok: true, value: 1.5 })
    expect(readCell('1,234.5', { type: 'number' }, 'en')).toEqual({ ok: true, value: 1234.5 })
    expect(readCell('doze', { type: 'number' }, 'pt-BR')).toEqual({ ok: false, error: 'number' })
    expect(readCell('31/01/2026', { type: 'date' }, 'pt-BR')).toEqual({ ok: true, value: '2026-01-31' })
    expect(readCell('boleto, segunda via', { type: 'list' }, 'pt-BR')).toEqual({
      ok: true,
      value: ['boleto', 'segunda via'],
    })
    expect(readCell('oi, tudo bem; boleto', { type: 'list' }, 'pt-BR')).toEqual({
      ok: true,
      value: ['oi, tudo bem', 'boleto'],
    })
  })
})

describe('editing a cell', () => {
  const table = tableOf(rowsOf(filas, 'filas'))
  const cell = (row: number, key: string) => {
    const [one, column] = [table.rows[row], table.columns.find((each) => each.key === key)]
    if (!one || !column) throw new Error('no cell')
    return { one, column }
  }
  const put = (row: number, key: string, value: unknown) => {
    const { one, column } = cell(row, key)
    const made = cellEdits(one, column, value, table.columns)
    if ('error' in made) throw new Error(made.error)
    return { after: applyEdits(filas, made.edits), edits: made.edits }
  }

  test('touches its own value and nothing else', () => {
    const { after, edits } = put(0, 'if message.text hasAnyWord', ['fatura'])
    expect(edits).toEqual([{ op: 'replace', pointer: '/rules/0/conditions/all/0/value', value: ['fatura'] }])
    expect(after.rules[1]).toBe(filas.rules[1])
    expect(after.rules[0]?.event).toBe(filas.rules[0]?.event)
  })

  test('fills a blank with a comparison in the order of the columns, and emptying it brings the same rule back', () => {
    const { after } = put(1, 'if calendar.open equal', false)
    expect(leavesOf(after.rules[2] as Rule)?.map(({ fact }) => fact)).toEqual([
      'message.text',
      'calendar.open',
      'conversation.waiting_minutes',
    ])
    const again = tableOf(rowsOf(after, 'filas'))
    const made = cellEdits(again.rows[1] as never, again.columns[2] as Column, undefined, again.columns)
    expect('edits' in made && applyEdits(after, made.edits)).toEqual(filas)
  })

  test('never leaves a rule that asks nothing, nor an action without what it needs', () => {
    const lone = documentOf([rule('a', [open(true)])])
    const only = tableOf(rowsOf(lone, 'filas'))
    expect(cellEdits(only.rows[0] as never, only.columns[1] as Column, undefined, only.columns)).toEqual({
      error: 'last',
    })
    const { one, column } = cell(1, 'with text')
    expect(cellEdits(one, column, undefined, table.columns)).toEqual({ error: 'required' })
  })

  test('another action keeps the parameters it knows', () => {
    const { after } = put(0, 'action', 'auto-reply')
    expect(after.rules[0]?.event).toEqual({ type: 'auto-reply', params: { text: 'Já chamo.' } })
    expect(put(0, 'action', 'wait').after.rules[0]?.event).toEqual({ type: 'wait' })
  })

  test('what compares with another fact, or is no flat list, is locked', () => {
    const locked = documentOf([
      rule('a', [{ fact: 'contact.name', operator: 'equal', value: { fact: 'conversation.inbox' } }]),
      rule('b', [{ any: [open(true), open(false)] }]),
    ])
    const other = tableOf(rowsOf(locked, 'filas'))
    expect(other.rows.map((one) => isLocked(one, other.columns[1] as Column))).toEqual([true, true])
  })
})

test('rules become a table and rules again without a trace', () => {
  const loose = documentOf(filas.rules.map(({ table: _table, ...one }) => one as Rule))
  const rows = loose.rules.map((one, index) => ({ rule: one, index }))
  const gathered = applyEdits(loose, gatherEdits(rows, 'nova'))
  expect(gathered.rules.every(({ table }) => table === 'nova')).toBe(true)
  expect(applyEdits(gathered, scatterEdits(rowsOf(gathered, 'nova')))).toEqual(loose)
})

test('a row moves past the next row of its table, whatever stands between', () => {
  const rows = rowsOf(filas, 'filas')
  expect(applyEdits(filas, moveRow(rows, 0, 1)).rules.map(({ id }) => id)).toEqual(['outra', 'pedido', 'boleto'])
  expect(moveRow(rows, 0, -1)).toEqual([])
})

test('a new row is a rule that can be saved, with an id of its own', () => {
  const made = addRow(filas, rowsOf(filas, 'filas')[0] as never, 'Boleto 2')
  const after = applyEdits(filas, made.edits)
  expect(after.rules[1]).toMatchObject({ id: 'boleto-2', name: 'Boleto 2', table: 'filas' })
  expect(validateDocument(JSON.parse(JSON.stringify(after))).ok).toBe(true)
})

test('a column is emptied everywhere but where a rule would ask nothing', () => {
  const { columns, rows } = tableOf(rowsOf(filas, 'filas'))
  const { edits, kept } = clearColumn(rows, columns[2] as Column, columns)
  expect(kept).toEqual([])
  expect(tableOf(rowsOf(applyEdits(filas, edits), 'filas')).columns.map(({ key }) => key)).not.toContain(
    'if calendar.open equal',
  )
})

test('like rules outside tables are found as families', () => {
  const rules = ['a', 'b', 'c'].map((id) => rule(id, [word([id])], { table: undefined } as never))
  const [family] = familiesOf(documentOf([...rules, rule('d', [open(true)], { table: undefined } as never)]))
  expect(family?.rows.map(({ index }) => index)).toEqual([0, 1, 2])
})

describe('cells from a spreadsheet', () => {
  test('are read with tabs, semicolons or commas, quoted or not', () => {
    expect(parseGrid('a\tb\nc\td\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(parseGrid('a;b,c\r\n"x;y";"diz ""oi"""\r\n')).toEqual([
      ['a', 'b,c'],
      ['x;y', 'diz "oi"'],
    ])
    expect(parseGrid('nome,valor\n"linha 1\nlinha 2",2')).toEqual([
      ['nome', 'valor'],
      ['linha 1\nlinha 2', '2'],
    ])
    expect(parseGrid('\uFEFFa\tb')).toEqual([['a', 'b']])
  })

  test('are read back as they were printed', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\t', '\n', ' ', 'é') })
    const grid = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      )
    fc.assert(
      fc.property(grid, (rows) => {
        expect(parseGrid(printGrid(rows))).toEqual(rows.filter((cells) => cells.some((one) => one !== '')))
      }),
    )
  })
})

describe('pasting', () => {
  const table = tableOf(rowsOf(filas, 'filas'))
  const target = {
    columns: table.columns,
    rows: table.rows,
    row: 0,
    column: 0,
    words,
    headings: headings(table.columns),
  }
  const paste = (text: string, at: Partial<typeof target> = {}) =>
    planPaste(filas, parseGrid(text), { ...target, ...at })

  test('with headings changes the rows it names and adds the others', () => {
    const plan = paste(
      'Nome\tmessage.text\tcalendar.open\tação\ttext\tcor\nBOLETO\tboleto; fatura\tnão\n' +
        'Reembolso\treembolso\tsim\tResponder\tVamos ver.\tazul',
    )
    expect(plan.unknown).toEqual(['cor'])
    expect(plan.rows.map(({ kind }) => kind)).toEqual(['changed', 'added'])
    expect(plan.rows.flatMap(({ cells }) => cells.map(({ error }) => error)).filter(Boolean)).toEqual([])
    const after = applyEdits(filas, plan.edits)
    expect(after.rules.map(({ id }) => id)).toEqual(['boleto', 'outra', 'pedido', 'reembolso'])
    expect(after.rules[0]?.name).toBe('BOLETO')
    expect(after.rules[3]).toMatchObject({
      table: 'filas',
      event: { type: 'auto-reply', params: { text: 'Vamos ver.' } },
    })
    expect(validateDocument(JSON.parse(JSON.stringify(after))).ok).toBe(true)
  })

  test('without headings goes right and down from the chosen cell, adding rows past the last', () => {
    const plan = paste('remessa\nfrete\nprazo', { row: 1, column: 1 })
    expect(plan.rows.map(({ kind }) => kind)).toEqual(['changed', 'added', 'added'])
    const after = applyEdits(filas, plan.edits)
    expect(after.rules.map((one) => leavesOf(one)?.[0]?.value)).toEqual([
      ['boleto', 'segunda via'],
      ['x'],
      ['remessa'],
      ['frete'],
      ['prazo'],
    ])
    expect(new Set(after.rules.map(({ id }) => id)).size).toBe(5)
    // What the paste does not say is not taken over unseen from the row above.
    expect(leavesOf(after.rules[4] as Rule)).toHaveLength(1)
  })

  test('says which cell cannot be taken and why, and leaves that row out', () => {
    const plan = paste('name\tcalendar.open\tconversation.waiting_minutes\nboleto\ttalvez\t10\npedido\tnão\t1,5')
    expect(plan.rows[0]?.cells.map(({ error }) => error?.code ?? null)).toEqual([null, 'boolean', null])
    const after = applyEdits(filas, plan.edits)
    expect(after.rules[0]).toBe(filas.rules[0])
    expect(leavesOf(after.rules[2] as Rule)?.at(-1)?.value).toBe(1.5)
  })

  test('the rules themselves have the last word: a cell they would refuse is refused here', () => {
    const plan = paste(`name\ttext\nboleto\t${'a'.repeat(5000)}`)
    expect(plan.rows[0]?.cells.map(({ error }) => error?.code ?? null)).toEqual([null, 'invalid'])
    expect(plan.edits).toEqual([])
  })

  test('a new row that asks nothing is refused', () => {
    const plan = paste('name\ttext\nnova\tOi')
    expect(plan.rows[0]?.cells.some(({ error }) => error?.code === 'invalid')).toBe(true)
    expect(plan.edits).toEqual([])
  })

  test('what is already there changes nothing', () => {
    expect(paste('boleto\tboleto; segunda via\tsim').edits).toEqual([])
  })
})
