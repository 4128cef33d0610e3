import type { RuleDocument } from '@faladesk/rules'
import { expect, test } from 'vitest'
import { createDocumentStore } from '../src/rules/document-store.ts'
import { printJson } from '../src/rules/print-document.ts'

const rule = (id: string, lane: 'reply' | 'background' = 'reply') => ({
  'x-owner': { team: id },
  id,
  name: `Regra ${id}`,
  lane,
  conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: [id] }] },
  event: { type: 'ignore' },
})
const document = {
  'x-note': 1,
  rules: [rule('a'), rule('b'), rule('c')],
  facts: 1,
  name: 'Atendimento',
} as RuleDocument

function started() {
  let now = 1_000
  const store = createDocumentStore(document, () => now)
  const name = (value: string, coalesce?: boolean) =>
    store.edit([{ op: 'replace', pointer: '/name', value }], { label: 'mudar o nome', coalesce })
  return { store, name, wait: (ms: number) => (now += ms), doc: () => store.snapshot().document }
}

test('undo and redo walk through every edit, and a new edit forgets what was undone', () => {
  const { store, name, doc } = started()
  name('B')
  name('C')
  expect(store.undo()).toBe('mudar o nome')
  expect(doc().name).toBe('B')
  store.undo()
  expect(doc()).toBe(document)
  expect(store.undo()).toBeNull()
  store.redo()
  expect(doc().name).toBe('B')
  name('D')
  expect(store.redo()).toBeNull()
  expect(store.snapshot()).toMatchObject({ undoes: 'mudar o nome', redoes: null })
})

test('typing is one step while it goes on, and another after half a second', () => {
  const { store, name, wait, doc } = started()
  for (const text of ['N', 'No', 'Nov', 'Novo']) {
    name(text, true)
    wait(400)
  }
  wait(200)
  name('Novo nome', true)
  store.undo()
  expect(doc().name).toBe('Novo')
  store.undo()
  expect(doc().name).toBe('Atendimento')
})

test('typing after an undo is a step of its own, however soon', () => {
  const { store, name, doc } = started()
  name('A', true)
  store.undo()
  store.redo()
  name('AB', true)
  store.undo()
  expect(doc().name).toBe('A')
})

test('an edit keeps every rule it does not touch, and one that changes nothing leaves no step', () => {
  const { store, doc } = started()
  store.edit([{ op: 'replace', pointer: '/rules/1/name', value: 'Outra' }], { label: 'x' })
  expect(doc().rules[0]).toBe(document.rules[0])
  expect(doc().rules[1]?.conditions).toBe(document.rules[1]?.conditions)
  const before = store.snapshot()
  store.edit([{ op: 'replace', pointer: '/rules/1/name', value: 'Outra' }], { label: 'x' })
  expect(store.snapshot()).toBe(before)
})

test('an edit that leads nowhere is refused and leaves the document as it was', () => {
  const { store, doc } = started()
  expect(() => store.edit([{ op: 'remove', pointer: '/rules/9' }], { label: 'x' })).toThrow('leads nowhere')
  expect(doc()).toBe(document)
})

test('it is unsaved until the server holds the very document, and again when an undo leaves it', () => {
  const { store, name, doc } = started()
  expect(store.snapshot().dirty).toBe(false)
  name('B')
  expect(store.snapshot().dirty).toBe(true)
  store.stored(doc())
  expect(store.snapshot().dirty).toBe(false)
  store.undo()
  expect(store.snapshot().dirty).toBe(true)
  store.redo()
  expect(store.snapshot().dirty).toBe(false)
})

test('a colleague’s version is taken over as saved, and undo brings one’s own back', () => {
  const { store, name, doc } = started()
  name('Minha')
  store.adopt({ ...document, name: 'Deles' }, { label: 'versão da equipe' })
  expect(store.snapshot()).toMatchObject({ dirty: false, undoes: 'versão da equipe' })
  expect(doc().rules).toBe(document.rules)
  store.undo()
  expect(doc().name).toBe('Minha')
  expect(store.snapshot().dirty).toBe(true)
})

test('text that cannot be read stays, the document is the last good one, and undo brings either back', () => {
  const { store, doc } = started()
  const good = printJson(document).replace('Atendimento', 'Vendas')
  store.write(good, { label: 'texto', coalesce: false })
  store.write(`${good.slice(0, -1)},`, { label: 'texto' })
  expect(store.snapshot()).toMatchObject({ broken: `${good.slice(0, -1)},`, dirty: true })
  expect(doc().name).toBe('Vendas')
  store.edit([{ op: 'replace', pointer: '/name', value: 'Outro' }], { label: 'mudar o nome' })
  expect(store.snapshot().broken).toBeNull()
  store.undo()
  expect(store.snapshot().broken).toBe(`${good.slice(0, -1)},`)
  store.undo()
  expect(store.text()).toBe(good)
})

test('text that is JSON but no rule document is not shown as one', () => {
  const { store, doc } = started()
  const texts = ['{}', '[]', 'null', '{"name":"x","rules":[{"id":"a"}]}', '{"name":"x","rules":3}']
  const twice = printJson({ ...document, rules: [rule('a'), rule('a')] })
  const bare = printJson({ ...document, rules: [{ ...rule('a'), conditions: { all: [{ fact: 'message.text' }] } }] })
  for (const text of [...texts, twice, bare]) {
    store.write(text, { label: 'texto' })
    expect(store.snapshot().broken, text).toBe(text)
    expect(doc(), text).toBe(document)
  }
})

test('writing the same document again, with other spaces, is no change of the document', () => {
  const { store, doc } = started()
  store.write(printJson(document), { label: 'texto' })
  expect(store.snapshot().undoes).toBeNull()
  store.write(JSON.stringify(document), { label: 'texto' })
  expect(doc()).toBe(document)
  expect(store.snapshot().dirty).toBe(false)
  expect(store.text()).toBe(JSON.stringify(document))
})

test('keys in another order are another document', () => {
  const { store, doc } = started()
  const { name, ...rest } = document
  store.write(JSON.stringify({ name, ...rest }), { label: 'texto' })
  expect(Object.keys(doc())).toEqual(['name', 'x-note', 'rules', 'facts'])
  expect(doc().rules).toBe(document.rules)
})

test('the chosen rule stays chosen while it exists', () => {
  const { store } = started()
  let heard = 0
  store.subscribe(() => heard++)
  store.select('b')
  store.edit([{ op: 'remove', pointer: '/rules/0' }], { label: 'x' })
  expect(store.snapshot().selected).toBe('b')
  store.edit([{ op: 'remove', pointer: '/rules/0' }], { label: 'x' })
  expect(store.snapshot().selected).toBeNull()
  expect(heard).toBe(3)
})
