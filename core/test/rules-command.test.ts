import { join } from 'node:path'
import { FACTS } from '@faladesk/rules'
import { expect, test } from 'vitest'
import { document, file, folder, good, real, rules } from './support/rules-command.ts'

const broken = {
  ...document,
  tests: [{ name: 'errado', facts: { 'message.text': 'oi' }, expect: { reply: 'boleto' } }],
}

test('lint accepts a good document, and names rule, place and remedy of what is wrong in another', async () => {
  expect((await rules('lint', good)).code).toBe(0)
  expect(JSON.parse((await rules('lint', good, '--json')).out)).toBeInstanceOf(Array)
  const [, silent] = document.rules
  const wrong = file('wrong.json', { ...document, rules: [{ ...silent, on: { event: 'customer-silent' } }] })
  const { code, out } = await rules('lint', wrong, '--json', '--locale', 'en')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject([
    {
      kind: 'needs-minutes',
      severity: 'error',
      ruleId: 'silencio',
      pointer: '/rules/0/on/minutes',
      message: expect.stringContaining('from 1 to 43200'),
    },
  ])
  const blank = { type: 'auto-reply', params: { text: 'Oi {{contat.name}}' } }
  const warned = await rules(
    'lint',
    file('w.json', { ...document, rules: [{ ...document.rules[0], event: blank }], tests: [] }),
    '--json',
  )
  expect(warned.code).toBe(0)
  expect(JSON.parse(warned.out)).toContainEqual(
    expect.objectContaining({ kind: 'unknown-placeholder', ruleId: 'boleto' }),
  )
})

test('test says what passes, why what fails does, and exits with 1 for it', async () => {
  const passed = await real('test', good, '--json')
  expect(passed.code).toBe(0)
  expect(JSON.parse(passed.out)).toMatchObject({
    passed: 1,
    failed: 0,
    coverage: { rules: [{ id: 'boleto', matched: 1 }, {}, {}] },
  })
  const failed = await rules('test', file('broken.json', broken), '--locale', 'en')
  expect(failed.code).toBe(1)
  expect(failed.out).toContain('✗ errado')
  expect(failed.out).toContain('the message contains any of the words: boleto ("oi")')
  expect(failed.out).toContain('0 passed, 1 failed; 0 of 3 rules reached.')
})

test('diff says each change in a sentence and exits with 1 exactly when there is one', async () => {
  const [first, second, third] = document.rules
  const after = file('after.json', { ...document, rules: [second, { ...first, enabled: false }, third] })
  expect(await rules('diff', good, good, '--json')).toMatchObject({ code: 0, out: '[]\n' })
  const { code, out } = await real('diff', good, after, '--json', '--locale', 'pt-BR')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject([
    { kind: 'turned-off', ruleId: 'boleto', sentence: 'A regra “Boleto” é desligada.' },
    { kind: 'moved' },
  ])
  expect((await rules('diff', good, file('no-document.json', '[]'))).code).toBe(2)
})

test('facts lists every fact with its operators, as a machine reads it', async () => {
  const { code, out } = await real('facts', '--json')
  const listed = JSON.parse(out) as { name: string; type: string; operators: string[]; lazy: boolean }[]
  const names = listed.map(({ name }) => name)
  expect([code, names.slice(0, FACTS.length)]).toEqual([0, FACTS.map(({ name }) => name)])
  expect(names.slice(FACTS.length)).toEqual(expect.arrayContaining(['plugin.whatsapp.from_ad', 'plugin.email.subject']))
  for (const one of listed) expect(Object.keys(one)).toEqual(['name', 'type', 'operators', 'lazy'])
  expect(listed.find(({ name }) => name === 'message.text')).toMatchObject({
    type: 'string',
    operators: expect.arrayContaining(['equal', 'hasAnyWord']),
    lazy: false,
  })
  expect(listed.find(({ name }) => name === 'ai.intent')?.lazy).toBe(true)
})

test('lint and simulate know the facts of the plugins that are here, and say which are not', async () => {
  const about = (fact: string, value: unknown) => ({
    ...document,
    tests: [],
    rules: [{ ...document.rules[0], conditions: { all: [{ fact, operator: 'equal', value }] } }],
  })
  const kinds = async (name: string, content: unknown) => {
    const { code, out } = await rules('lint', file(name, content), '--json')
    return [
      code,
      (JSON.parse(out) as { kind: string }[]).map(({ kind }) => kind).filter((kind) => kind !== 'no-default'),
    ]
  }
  const ad = about('plugin.whatsapp.from_ad', true)
  expect(await kinds('ad.json', ad)).toEqual([0, []])
  expect(await kinds('mistyped.json', about('plugin.whatsapp.from_ad', 'yes'))).toEqual([1, ['operand-misfit']])
  expect(await kinds('gone.json', about('plugin.raven.omen', 'bad'))).toEqual([0, ['unknown-fact']])
  const events = file('ad.jsonl', '{"plugin.whatsapp.from_ad": true}\n{}\n')
  const { out } = await rules('simulate', join(folder, 'ad.json'), '--events', events, '--json')
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).reply),
  ).toEqual(['boleto', null])
})

test('what cannot be read or understood exits with 2 and says what to do', async () => {
  const cases: [string[], string][] = [
    [['lint', join(folder, 'missing.json')], 'there is no such file'],
    [['lint', folder], 'it is a folder'],
    [['lint', file('no.json', '{"a"')], 'is not JSON'],
    [['lint'], 'DOC is missing'],
    [['lint', good, good], 'one word too many'],
    [['simulate', good], '--events is missing'],
    [['simulate', good, '--events', good, '--explain', 'none'], '--explain must be'],
    [['simulate', good, '--events', join(folder, 'missing.jsonl')], 'cannot be read'],
    [['diff', good], 'B is missing'],
    [['facts', '--locale', 'fr'], '--locale must be'],
    [['push', good], 'The server is missing'],
    [['pull', '--url', 'http://localhost:1'], 'The API key is missing'],
  ]
  for (const [words, sentence] of cases) {
    const { code, out, wrong } = await rules(...words)
    expect([words, code, out]).toEqual([words, 2, ''])
    expect(wrong).toContain(sentence)
  }
})

test('a byte order mark, which Windows editors leave, is no mistake', async () => {
  expect((await rules('test', file('bom.json', `\uFEFF${JSON.stringify(document)}`))).code).toBe(0)
})
