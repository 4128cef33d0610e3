import { applyEdits, type Condition, type Edit, type RuleDocument, validateDocument, valueAt } from '@faladesk/rules'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDocumentStore } from '../src/rules/document-store.ts'
import { moveRule } from '../src/rules/edit-document.ts'
import { printJson } from '../src/rules/print-document.ts'
import { textChange } from '../src/rules/text-change.ts'
import { addPart, duplicatePart, put, removePart, wrapPart } from '../src/rules/tree/edit-conditions.ts'
import { addRule, duplicateRule, moveRuleTo, newRule, removeRule, switchRule } from '../src/rules/tree/edit-rules.ts'
import { moveBy } from '../src/rules/tree/move-conditions.ts'

const words = (...value: string[]) => ({ fact: 'message.text', operator: 'hasAnyWord', value })
const document = {
  'x-theirs': { keep: ['this', { exactly: null }] },
  name: 'Atendimento',
  facts: 1,
  rules: ['a', 'b', 'c'].map((id, place) => ({
    id,
    'x-place': place,
    name: `Regra ${id}`,
    lane: place === 2 ? 'background' : 'reply',
    conditions: {
      any: [words(id), { all: [words('boleto'), { fact: 'message.text', operator: 'not:containsText', value: 'x' }] }],
    },
    event:
      place === 2
        ? { type: 'tag', params: { add: [id] } }
        : { type: 'auto-reply', params: { text: `Oi {{contact.name}} ${id}` } },
  })),
  conditions: { vip: { any: [{ fact: 'contact.tags', operator: 'contains', value: 'vip' }] } },
} as unknown as RuleDocument

type Make = (now: RuleDocument, n: number) => readonly Edit[] | null
const at = (now: RuleDocument, n: number) => n % Math.max(1, now.rules.length)
const idAt = (now: RuleDocument, n: number) => now.rules[at(now, n)]?.id ?? ''
const top = (now: RuleDocument, n: number) => `/rules/${at(now, n)}/conditions`
const parts = (now: RuleDocument, n: number) => {
  const group = valueAt(now, top(now, n)) as Condition | undefined
  const key = group === undefined ? null : 'all' in group ? 'all' : 'any' in group ? 'any' : null
  return key === null ? null : `${top(now, n)}/${key}`
}

// What the tree's own buttons and keys do, one function each.
const treeEdits: Record<string, Make> = {
  name: (now, n) => (now.rules.length ? put(now, `/rules/${at(now, n)}/name`, `Nome ${n}`) : null),
  describe: (now, n) =>
    now.rules.length ? put(now, `/rules/${at(now, n)}/description`, n % 3 ? `d${n}` : undefined) : null,
  switch: (now, n) => switchRule(now, idAt(now, n), n % 2 === 0),
  add: (now, n) => addRule(now, newRule(now, n % 2 ? 'reply' : 'background', `Nova ${n}`)),
  copy: (now, n) => duplicateRule(now, idAt(now, n), `Cópia ${n}`)?.edits ?? null,
  remove: (now, n) => (now.rules.length > 2 ? removeRule(now, idAt(now, n)) : null),
  drag: (now, n) => moveRuleTo(now, idAt(now, n), idAt(now, n >> 3)),
  addPart: (now, n) => (now.rules.length ? addPart(now, top(now, n), words(`palavra ${n}`)).edits : null),
  wrap: (now, n) => (parts(now, n) ? wrapPart(now, top(now, n), n % 2 ? 'all' : 'not') : null),
  removePart: (now, n) => {
    const list = parts(now, n)
    return list && valueAt(now, `${list}/0`) !== undefined ? removePart(now, `${list}/0`, top(now, n)) : null
  },
  copyPart: (now, n) => {
    const list = parts(now, n)
    return list && valueAt(now, `${list}/0`) !== undefined ? (duplicatePart(now, `${list}/0`)?.edits ?? null) : null
  },
  movePart: (now, n) => {
    const list = parts(now, n)
    return list && valueAt(now, `${list}/0`) !== undefined
      ? (moveBy(now, `${list}/0`, 1, top(now, n))?.edits ?? null)
      : null
  },
}

// Views tell rules apart by their ids: a text that has one twice is kept, and cannot be shown yet.
const hasIdTwice = ({ rules }: RuleDocument) => new Set(rules.map(({ id }) => id)).size < rules.length

type Copy = { rules: Record<string, unknown>[]; [key: string]: unknown }

// What a person types in the text: the value is changed by plain means, and written with other spaces.
const textEdits: ((copy: Copy, n: number) => void)[] = [
  (copy, n) => {
    copy.name = `Texto ${n}`
  },
  (copy, n) => {
    copy[`x-${n % 5}`] = { at: n, list: [n, null, 'á'] }
  },
  (copy) => {
    copy.rules.reverse()
  },
  (copy, n) => {
    const rule = copy.rules[n % copy.rules.length]
    if (rule) rule['x-mark'] = `✓ ${n}`
  },
  (copy, n) => {
    copy.rules.push({ ...structuredClone(copy.rules[n % copy.rules.length]), id: `texto-${n % 5}` })
  },
  (copy, n) => {
    const place = n % copy.rules.length
    copy.rules[place] = Object.fromEntries(Object.entries(copy.rules[place] ?? {}).reverse())
  },
]

const step = fc.oneof(
  fc.record({ by: fc.constant('tree' as const), kind: fc.constantFrom(...Object.keys(treeEdits)), n: fc.nat(9_999) }),
  fc.record({
    by: fc.constant('text' as const),
    kind: fc.nat(textEdits.length - 1),
    n: fc.nat(9_999),
    indent: fc.nat(4),
  }),
  fc.record({ by: fc.constant('broken' as const), n: fc.nat(9_999) }),
  fc.record({ by: fc.constantFrom('undo' as const, 'redo' as const) }),
)

test('100 random edits, by the text and by the tree in turn, leave the expected document each time', () => {
  let text = 0
  let tree = 0
  let twice = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 100, maxLength: 100 }), (steps) => {
      let now = 0
      const store = createDocumentStore(document, () => (now += 1_000))
      // The editor's own copy of the text: it follows by the smallest change, as Monaco does.
      let shown = printJson(document)
      const past = [document]
      let place = 0
      let isBroken = false
      const expected = () => past[place] as RuleDocument
      const goOn = (next: RuleDocument) => {
        past.splice(place + 1)
        past.push(next)
        place++
      }
      for (const one of steps) {
        if (one.by === 'tree') {
          const edits = treeEdits[one.kind]?.(store.snapshot().document, one.n) ?? null
          if (edits === null || edits.length === 0) continue
          const next = applyEdits(expected(), edits)
          if (isBroken || JSON.stringify(next) !== JSON.stringify(expected())) goOn(next)
          store.edit(edits, { label: one.kind })
          isBroken = false
          tree++
        } else if (one.by === 'text') {
          const copy = structuredClone(expected()) as never as Copy
          textEdits[one.kind]?.(copy, one.n)
          const typed = JSON.stringify(copy, null, one.indent)
          if (typed === shown) continue
          shown = typed
          store.write(typed, { label: 'texto' })
          isBroken = hasIdTwice(copy as never)
          goOn(isBroken ? expected() : (copy as never))
          text++
          if (isBroken) twice++
        } else if (one.by === 'broken') {
          const typed = `${shown.slice(0, one.n % shown.length)}\u0000${one.n}`
          if (typed === shown) continue
          store.write(typed, { label: 'texto' })
          shown = typed
          goOn(expected())
          isBroken = true
        } else if (one.by === 'undo' ? place > 0 : place < past.length - 1) {
          store[one.by]()
          place += one.by === 'undo' ? -1 : 1
          isBroken = store.snapshot().broken !== null
        }
        const wanted = store.snapshot().broken ?? store.text() ?? printJson(store.snapshot().document)
        const change = textChange(shown, wanted)
        if (change) shown = shown.slice(0, change.start) + change.text + shown.slice(change.end)
        expect(shown).toBe(wanted)
        // Key by key, in the author's order, unknown keys and all.
        expect(JSON.stringify(store.snapshot().document)).toBe(JSON.stringify(expected()))
        if (!isBroken) expect(JSON.stringify(JSON.parse(shown))).toBe(JSON.stringify(expected()))
      }
    }),
    { numRuns: 20 },
  )
  expect(text).toBeGreaterThan(200)
  expect(tree).toBeGreaterThan(200)
  expect(twice).toBeGreaterThan(0)
})

test('moving a rule by keys and by dragging gives the same order', () => {
  const byKeys = moveRule(document, 'a', 1)
  expect(applyEdits(document, moveRuleTo(document, 'a', 'b'))).toEqual(byKeys)
  expect(moveRuleTo(document, 'a', 'c')).toEqual([])
})

test('the document it begins with is one the server would take', () => {
  const { 'x-theirs': _kept, ...plain } = document as unknown as Record<string, unknown>
  expect(validateDocument(plain)).toMatchObject({ ok: true })
})
