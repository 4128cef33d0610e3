import { applyEdits, type Condition, type Edit, type RuleDocument, validateDocument, valueAt } from '@faladesk/rules'
import { expect, test } from 'vitest'
import { type TreeNode, treeOf } from '../src/rules/tree/condition-tree.ts'
import {
  addPart,
  denyPart,
  duplicatePart,
  removePart,
  sayOf,
  unwrapPart,
  wrapPart,
} from '../src/rules/tree/edit-conditions.ts'
import { moveBy, moveIn, moveOut } from '../src/rules/tree/move-conditions.ts'
import { inlineShared, renameShared, shareCondition, usersOf } from '../src/rules/tree/shared-edits.ts'

const words = (...value: string[]) => ({ fact: 'message.text', operator: 'hasAnyWord', value })
const [a, b, c] = [words('a'), words('b'), words('c')]
const top = '/rules/0/conditions'
const documentOf = (conditions: unknown) =>
  ({
    name: 'Atendimento',
    facts: 1,
    conditions: { vip: { any: [{ fact: 'contact.tags', operator: 'contains', value: 'vip' }] } },
    rules: [{ id: 'um', name: 'Um', lane: 'reply', conditions, event: { type: 'ignore' } }],
  }) as unknown as RuleDocument

const after = (conditions: unknown, make: (document: RuleDocument) => readonly Edit[] | null) => {
  const document = documentOf(conditions)
  return valueAt(applyEdits(document, make(document) ?? []), top)
}

test('what the form cannot say is locked, whatever it is, and nothing else is', () => {
  const locked = [
    { ...a, operator: 'not:hasAnyWord' },
    { fact: 'message.length', operator: 'equal', value: { fact: 'conversation.messages' } },
    { ...a, fact: 'nobody.knows' },
    { ...a, operator: 'rhymesWith' },
    { ...a, 'x-owner': 'ana' },
  ]
  const node = treeOf({ all: [...locked, a, { condition: 'vip' }] } as Condition, top)
  const parts = node.kind === 'group' ? node.parts : []
  expect(parts.map((part) => (part.kind === 'locked' ? part.why : part.kind))).toEqual([
    'decorated',
    'reference-value',
    'unknown-fact',
    'unknown-operator',
    'extra',
    'leaf',
    'reference',
  ])
})

test('a plain “not” belongs to the line it denies; one with a name of its own is a line', () => {
  const shown = (node: TreeNode) => [node.kind, node.kind === 'group' ? node.says : '', node.outer, node.pointer]
  expect(shown(treeOf({ not: { any: [a] } }, top))).toEqual(['group', 'none', top, `${top}/not`])
  expect(shown(treeOf({ not: { all: [a] } }, top))).toEqual(['group', 'not-all', top, `${top}/not`])
  expect(shown(treeOf({ not: a }, top))).toEqual(['leaf', '', top, `${top}/not`])
  expect(shown(treeOf({ not: { any: [a] }, name: 'sem' }, top))).toEqual(['group', 'not', top, top])
  expect(shown(treeOf({ not: { not: a } }, top))).toEqual(['group', 'not', top, top])
})

test('adding puts a condition last in its group, and gives a lone reference a group', () => {
  expect(after({ any: [a] }, (d) => addPart(d, top, b).edits)).toEqual({ any: [a, b] })
  expect(after({ condition: 'vip' }, (d) => addPart(d, top, b).edits)).toEqual({ all: [{ condition: 'vip' }, b] })
})

test('removing the last part of a group removes the group, up to the top, which stays and waits', () => {
  const nested = { all: [a, { not: { any: [b] } }] }
  expect(after(nested, (d) => removePart(d, `${top}/all/1/not/any/0`, top))).toEqual({ all: [a] })
  expect(after({ all: [a] }, (d) => removePart(d, `${top}/all/0`, top))).toEqual({ all: [] })
  expect(after({ not: a }, (d) => removePart(d, `${top}/not`, top))).toEqual({ all: [] })
})

test('wrapping and unwrapping give back what there was', () => {
  for (const kind of ['all', 'any', 'not'] as const) {
    const wrapped = after({ all: [a, b] }, (d) => wrapPart(d, `${top}/all/1`, kind))
    expect(after(wrapped, (d) => unwrapPart(d, `${top}/all/1`, top))).toEqual({ all: [a, b] })
  }
  expect(after({ all: [a, { any: [b, c] }] }, (d) => unwrapPart(d, `${top}/all/1`, top))).toEqual({ all: [a, b, c] })
})

test('the top stays a group: a bare comparison never stands there', () => {
  expect(unwrapPart(documentOf({ all: [a] }), top, top)).toBeNull()
  expect(unwrapPart(documentOf({ not: a }), top, top)).toBeNull()
  expect(after({ not: a }, (d) => denyPart(d, top, `${top}/not`, top))).toEqual({ all: [a] })
  expect(after({ all: [{ any: [a, b] }] }, (d) => unwrapPart(d, top, top))).toEqual({ any: [a, b] })
})

test('how a group counts changes in place, with its name, its order and its parts', () => {
  const group = { name: 'motivo', all: [a, b], priority: 2 }
  const said = after({ all: [group] }, (d) => sayOf(d, `${top}/all/0`, `${top}/all/0`, 'none'))
  expect(JSON.stringify(said)).toBe(JSON.stringify({ all: [{ not: { name: 'motivo', any: [a, b], priority: 2 } }] }))
  expect(after(said, (d) => sayOf(d, `${top}/all/0`, `${top}/all/0/not`, 'all'))).toEqual({ all: [group] })
})

test('moving goes through the list, out at its ends, and into the group before', () => {
  const nested = { all: [a, { not: { any: [b, c] } }] }
  expect(after(nested, (d) => moveBy(d, `${top}/all/0`, 1, top)?.edits ?? null)).toEqual({
    all: [{ not: { any: [b, c] } }, a],
  })
  expect(after(nested, (d) => moveBy(d, `${top}/all/1/not/any/0`, -1, top)?.edits ?? null)).toEqual({
    all: [a, b, { not: { any: [c] } }],
  })
  expect(after(nested, (d) => moveOut(d, `${top}/all/1/not/any/0`, top)?.edits ?? null)).toEqual({
    all: [a, { not: { any: [c] } }, b],
  })
  expect(after({ all: [{ any: [a] }, b] }, (d) => moveIn(d, `${top}/all/1`)?.edits ?? null)).toEqual({
    all: [{ any: [a, b] }],
  })
  expect(moveBy(documentOf(nested), `${top}/all/0`, -1, top)).toBeNull()
  expect(moveIn(documentOf(nested), `${top}/all/0`)).toBeNull()
})

test('a move says where the condition stands afterwards', () => {
  const document = documentOf({ all: [a, { any: [b, c] }] })
  for (const move of [
    moveBy(document, `${top}/all/0`, 1, top),
    moveBy(document, `${top}/all/1/any/1`, 1, top),
    moveOut(document, `${top}/all/1/any/0`, top, -1),
    duplicatePart(document, `${top}/all/0`),
  ]) {
    const moved = valueAt(applyEdits(document, move?.edits ?? []), move?.at ?? '')
    expect([a, b, c]).toContainEqual(moved)
  }
})

test('a group of one moves out whole', () => {
  const out = after({ all: [a, { any: [b] }] }, (d) => moveOut(d, `${top}/all/1/any/0`, top)?.edits ?? null)
  expect(out).toEqual({ all: [a, b] })
})

test('a condition made shared and brought back is the same condition', () => {
  const document = documentOf({ all: [a, { any: [b, c] }] })
  const shared = applyEdits(document, shareCondition(document, `${top}/all/1`))
  expect(validateDocument(shared)).toMatchObject({ ok: true })
  expect(shared.conditions?.['condicao-1']).toEqual({ any: [b, c] })
  expect(usersOf(shared, 'condicao-1').rules).toEqual([{ id: 'um', name: 'Um' }])
  const back = applyEdits(shared, inlineShared(shared, `${top}/all/1`, false) ?? [])
  expect(valueAt(back, top)).toEqual({ all: [a, { any: [b, c] }] })
})

test('renaming a shared condition renames every use, and a name that is taken or malformed is refused', () => {
  const document = documentOf({
    all: [{ condition: 'vip', name: 'vip' }, { not: { condition: 'vip', name: 'clientes' } }],
  })
  const renamed = applyEdits(document, renameShared(document, 'vip', 'importantes') ?? [])
  expect(Object.keys(renamed.conditions ?? {})).toEqual(['importantes'])
  expect(valueAt(renamed, top)).toEqual({
    all: [{ condition: 'importantes', name: 'importantes' }, { not: { condition: 'importantes', name: 'clientes' } }],
  })
  expect(renameShared(document, 'vip', '1 nome')).toBeNull()
  expect(renameShared(document, 'vip', 'vip')).toBeNull()
})
