import { say } from '@faladesk/plugin-sdk'
import { CATALOGUE, type RuleDocument } from '@faladesk/rules'
import { afterAll, expect, test } from 'vitest'
import { startThread } from '../src/backtest/start-thread.ts'
import { catalogueOf, pluginFacts } from '../src/decide/catalogue.ts'
import { describeCatalogue } from '../src/http/workflows/catalogue.ts'
import { createLog } from '../src/log.ts'
import { loadPlugins } from '../src/plugins/load.ts'
import { createRegistry } from '../src/plugins/registry.ts'
import { owlChannel } from './support/owl.ts'

const owl = owlChannel({})
const catalogue = catalogueOf(createRegistry([{ from: 'test', plugin: owl }]))
const thread = startThread(pluginFacts(catalogue))
afterAll(() => thread.end())

const rule = (fact: string, value: unknown) => ({
  id: 'r',
  name: 'R',
  lane: 'reply',
  conditions: { all: [{ fact, operator: 'equal', value }] },
  event: { type: 'ignore', params: {} },
})
const documentOf = (fact: string, value: unknown) =>
  ({ name: 'Corujas', facts: 1, rules: [rule(fact, value)] }) as unknown as RuleDocument

test('the channels that come with Faladesk are understood together, and those of WhatsApp tell the same facts', async () => {
  const plugins = await loadPlugins(createLog('silent'))
  expect(plugins.problems).toEqual([])
  const names = pluginFacts(catalogueOf(plugins)).map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining(['plugin.whatsapp.from_ad', 'plugin.whatsapp.ad_headline', 'plugin.email.subject']),
  )
  expect(new Set(names).size).toBe(names.length)
  const told = ['whatsapp-cloud', 'whatsapp-360dialog', 'whatsapp-twilio'].map(
    (name) => plugins.channels.get(name)?.facts,
  )
  expect(new Set(told.map((facts) => facts?.about))).toEqual(new Set(['whatsapp']))
})

test('two channels that describe one fact differently cannot be installed together; the message names both', () => {
  const [first] = owl.facts?.facts ?? []
  if (!owl.facts || !first) throw new Error('owls tell facts')
  const other = { ...owl, name: 'barn-owl', facts: { ...owl.facts, facts: [{ ...first, label: say('x', 'x', 'x') }] } }
  const both = [owl, other].map((plugin) => ({ from: plugin.name, plugin }))
  expect(() => catalogueOf(createRegistry(both))).toThrow(/"owl" and "barn-owl" describe the fact "plugin.owl.night"/)
})

test('the catalogue says whose a fact is, whether it is asked for, how that ends, and which operators fit', () => {
  const { facts } = describeCatalogue(catalogue)
  const found = (name: string) => facts.find((fact) => fact.name === name)
  expect(facts).toHaveLength(CATALOGUE.facts.size + 5)
  expect(found('message.text')).not.toHaveProperty('heading')
  expect(found('plugin.owl.night')).toMatchObject({ type: 'boolean', lazy: false, heading: { en: 'Owls' } })
  expect(found('plugin.owl.night')?.operators).not.toContain('hasAnyWord')
  expect(found('plugin.owl.rank')).toMatchObject({ type: 'enum', lazy: true, group: 'plugin.owl' })
  expect(found('plugin.owl.status')?.values?.map(({ value }) => value)).toEqual(['ok', 'timeout', 'unavailable'])
})

test('the thread that lints, tests and compares rules knows the plugins’ facts', async () => {
  const references = { teams: [], tags: [], inboxes: [], agents: [] }
  const lint = (document: RuleDocument) => thread.ask('lint', { document, locale: 'pt-BR', references })
  const kinds = async (document: RuleDocument) => (await lint(document)).map(({ kind }) => kind)
  expect(await kinds(documentOf('plugin.owl.night', true))).not.toContain('unknown-fact')
  expect(await kinds(documentOf('plugin.raven.omen', true))).toContain('unknown-fact')
  const [before, after] = [documentOf('plugin.owl.night', true), documentOf('plugin.owl.night', false)]
  const [changed] = await thread.ask('difference', { before, after, locale: 'pt-BR' })
  expect(changed?.sentence).toContain('veio de dia')
})

test('a decision is explained again with what its channel was asked then, and nobody is asked anew', async () => {
  const document = documentOf('plugin.owl.rank', 'chief')
  const explain = async (facts: Record<string, unknown>) => {
    const [one] = await thread.ask('explain', {
      facts,
      happened: { event: 'message-received' },
      explanation: [{ workflowId: 'w', version: 1, rules: [], partial: true }],
      documents: [{ id: 'w', version: 1, document }],
    })
    return one?.rules[0]?.outcome
  }
  expect(await explain({ 'plugin.owl.rank': 'chief', 'plugin.owl.status': 'ok' })).toBe('matched')
  expect(await explain({ 'plugin.owl.status': 'timeout' })).toBe('failed')
})
