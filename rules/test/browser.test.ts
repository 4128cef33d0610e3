import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { factsRead } from '../src/index.ts'
import { SHOP } from './documents.ts'

const source = new URL('../src/', import.meta.url)
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [name, readFileSync(new URL(name, source), 'utf8')] as const)

test('the package asks nothing of Node, the clock, chance or the network', () => {
  expect(files.length).toBeGreaterThan(20)
  for (const [name, code] of files) {
    const imported = [...code.matchAll(/from '([^']+)'/gu)].map(([, from]) => from ?? '')
    expect([
      name,
      imported.filter((from) => !/^\.{1,2}\/([a-z-]+\/)?[a-z-]+\.ts$|^typebox$|^json-rules-engine$/u.test(from)),
    ]).toEqual([name, []])
    const used = code.match(
      /(?<![.\w])(?:process|Buffer|require|fetch|globalThis|eval|setTimeout|XMLHttpRequest)\b\s*[.([]|new Function|Date\.now|new Date\(\)|Math\.random|import\(/gu,
    )
    expect([name, used]).toEqual([name, null])
  }
})

test('documents are validated and decided where code may not be made from text, as under a strict content policy', () => {
  const program = `
    import { decide, documentSchema, ruleSentence, validateDocument } from ${JSON.stringify(new URL('index.ts', source).href)}
    let blocked = false
    try { new Function('return 1')() } catch { blocked = true }
    const document = ${JSON.stringify(SHOP)}
    const { reply } = await decide(document, { 'calendar.open': false })
    console.log(JSON.stringify([blocked, validateDocument(document).ok, reply.ruleId, typeof documentSchema(), ruleSentence(document.rules[0]).text.length > 9]))`
  const out = execFileSync(
    process.execPath,
    ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', program],
    { encoding: 'utf8', cwd: fileURLToPath(source) },
  )
  expect(JSON.parse(out)).toEqual([true, true, 'fora-do-horario', 'object', true])
})

test('a document says which facts it reads, in conditions, shared conditions, values and texts of enabled rules', () => {
  expect([...factsRead(SHOP)].sort()).toEqual([
    'calendar.next_open',
    'calendar.open',
    'contact.name',
    'contact.tags',
    'conversation.protocol',
    'message.text',
  ])
  const off = { ...SHOP, rules: SHOP.rules.map((rule) => ({ ...rule, enabled: false })) }
  expect([...factsRead(off)]).toEqual([])
})
