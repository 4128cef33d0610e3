import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import {
  applyEdits,
  CATALOGUE,
  type Condition,
  conditionSentence,
  decide,
  diagnose,
  documentSchema,
  extendCatalogue,
  type Fact,
  fill,
  LOCALES,
  type RuleDocument,
  runTests,
  text,
  validateDocument,
} from '../src/index.ts'
import { documentOf } from './documents.ts'

const told = (name: string, type: Fact['type'], more: Partial<Fact> = {}): Fact => ({
  name: `plugin.mail.${name}`,
  type,
  label: text('Assunto', 'Asunto', 'Subject'),
  noun: text('o assunto do e-mail', 'el asunto del correo', 'the subject of the e-mail'),
  heading: text('E-mail', 'Correo', 'E-mail'),
  lazy: false,
  ...more,
})
const plan = {
  lazy: true,
  group: 'plugin.mail',
  values: [
    { value: 'gold', label: text('ouro', 'oro', 'gold') },
    { value: 'free', label: text('grátis', 'gratis', 'free') },
  ],
}
const catalogue = extendCatalogue(CATALOGUE, {
  facts: [told('subject', 'string'), told('urgent', 'boolean'), told('plan', 'enum', plan)],
})

const about = (fact: string, value: unknown, operator = 'equal') => ({ fact, operator, value }) as Condition
const when = (...all: Condition[]): RuleDocument =>
  documentOf([{ conditions: { all }, event: { type: 'auto-reply', params: { text: 'Oi' } } }])
const codes = (document: unknown, known = catalogue) => {
  const checked = validateDocument(document, { catalogue: known })
  return checked.ok ? [] : checked.problems.map(({ code, pointer }) => `${code} ${pointer}`)
}
const kinds = async (document: RuleDocument, known = catalogue) =>
  (await diagnose(document, { catalogue: known })).filter(({ kind }) => kind !== 'no-default')

test('what a plugin tells is checked, decided and said like any other fact', async () => {
  const document = when(about('plugin.mail.subject', ['boleto'], 'hasAnyWord'))
  expect(codes(document)).toEqual([])
  expect(await kinds(document)).toEqual([])
  expect((await decide(document, { 'plugin.mail.subject': 'Meu BOLETO' }, { catalogue })).reply).not.toBeNull()
  expect(conditionSentence(about('plugin.mail.subject', 'x'), { catalogue }).text).toContain('o assunto do e-mail')
  const at = '/rules/0/conditions/all/0'
  expect(codes(when(about('plugin.mail.urgent', 3, 'greaterThan')))).toEqual([`operator-misfit ${at}/operator`])
  expect(codes(when(about('plugin.mail.plan', 'silver')))).toEqual([`operand-misfit ${at}/value`])
  expect(fill('{{plugin.mail.plan}}', { 'plugin.mail.plan': 'gold' }, { catalogue }).text).toBe('ouro')
})

test('a fact that is asked for is fetched only where the rule is still undecided, with its whole group', async () => {
  const document = when(about('message.text', ['plano'], 'hasAnyWord'), about('plugin.mail.plan', 'gold'))
  const asked: string[] = []
  const lazy = {
    names: new Set(['plugin.mail.plan']),
    fetch: async (names: readonly string[]) => {
      asked.push(...names)
      return { 'plugin.mail.plan': 'gold' }
    },
  }
  expect((await decide(document, { 'message.text': 'oi' }, { catalogue, lazy })).reply).toBeNull()
  expect(asked).toEqual([])
  expect((await decide(document, { 'message.text': 'meu plano' }, { catalogue, lazy })).reply).not.toBeNull()
  expect(asked).toEqual(['plugin.mail.plan'])
})

test('without its plugin a rule may stay and is never known to match: the Doctor says so in every language', async () => {
  const document = when(about('plugin.mail.subject', 'x'))
  expect(codes(document, CATALOGUE)).toEqual([])
  for (const locale of LOCALES) {
    const [finding] = await diagnose(document, { locale })
    expect(finding).toMatchObject({
      kind: 'unknown-fact',
      severity: 'warning',
      pointer: '/rules/0/conditions/all/0/fact',
      message: expect.stringContaining('plugin.mail.subject'),
    })
  }
  const { reply, explain } = await decide(document, { 'message.text': 'x' })
  expect([reply, explain[0]?.outcome]).toEqual([null, 'failed'])
})

test('a mistyped fact of a plugin is corrected in one click, also where it is the value', async () => {
  const document = when(about('plugin.mail.subjet', 'x'), about('message.text', { fact: 'plugin.mail.subjct' }))
  const found = await kinds(document)
  expect(found.map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual([
    'unknown-fact /rules/0/conditions/all/0/fact',
    'unknown-fact /rules/0/conditions/all/1/value/fact',
  ])
  const repaired = found.reduce((now, { fix }) => applyEdits(now, fix?.edits ?? []), document)
  expect(await kinds(repaired)).toEqual([])
})

test('only a well-formed name of a plugin’s fact may be unknown: every other misspelling is still refused', () => {
  for (const name of [
    'mesage.text',
    'plugin.mail',
    'plugin.mail.a.b',
    'plugin.Mail.x',
    'plugin.__proto__.x',
    'plugin.mail.x y',
  ])
    expect(codes(when(about(name, 'x')), CATALOGUE), name).toEqual(['unknown-fact /rules/0/conditions/all/0/fact'])
  const ajv = new Ajv2020({ strict: false })
  const valid = ajv.compile(documentSchema(CATALOGUE))
  expect(valid(when(about('plugin.mail.subject', 'x')))).toBe(true)
  expect(valid(when(about('plugin.mail', 'x')))).toBe(false)
})

test('a document’s own tests may give a plugin’s facts, and run with them', async () => {
  const [rule] = when(about('plugin.mail.urgent', true)).rules
  const document = {
    ...when(about('plugin.mail.urgent', true)),
    tests: [{ name: 'urgente', facts: { 'plugin.mail.urgent': true }, expect: { reply: rule?.id ?? '' } }],
  } as RuleDocument
  expect([codes(document), codes(document, CATALOGUE)]).toEqual([[], []])
  expect(await runTests(document, { catalogue })).toMatchObject({ passed: 1, failed: 0 })
})
