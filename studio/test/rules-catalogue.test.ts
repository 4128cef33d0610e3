import type { RuleFact } from '@faladesk/core/contract'
import { CATALOGUE, type Condition, operatorsOf } from '@faladesk/rules'
import { afterEach, expect, test } from 'vitest'
import { leafSentence } from '../src/console/why/leaf-words.ts'
import { learnFacts, ourCatalogue, pluginFacts } from '../src/lib/catalogue.ts'
import { checkText } from '../src/rules/check-text.ts'
import { treeOf } from '../src/rules/tree/condition-tree.ts'
import { factChoices } from '../src/rules/tree/fact-choices.ts'

const words = (text: string) => ({ 'pt-BR': text, es: text, en: text })
const headline: RuleFact = {
  name: 'plugin.whatsapp.ad_headline',
  type: 'string',
  label: words('Título do anúncio'),
  noun: words('o título do anúncio'),
  lazy: false,
  heading: words('WhatsApp'),
  operators: ['equal'],
}
const ours: RuleFact[] = [...CATALOGUE.facts.values()].map((fact) => ({
  ...fact,
  values: [...(fact.values ?? [])],
  operators: operatorsOf(fact).map(({ name }) => name),
})) as RuleFact[]
const condition = { fact: headline.name, operator: 'equal', value: 3 } as Condition
const document = {
  name: 'A',
  facts: 1,
  rules: [
    { id: 'r', name: 'R', lane: 'reply', conditions: { all: [condition] }, event: { type: 'ignore', params: {} } },
  ],
}

afterEach(() => learnFacts({ facts: [] }))

test('what the server lists beyond ours is learnt, and only that', () => {
  learnFacts({ facts: [...ours, headline] })
  expect(pluginFacts().map(({ name }) => name)).toEqual([headline.name])
  expect(ourCatalogue().facts.get('message.text')).toBe(CATALOGUE.facts.get('message.text'))
  learnFacts({ facts: ours })
  expect(pluginFacts()).toEqual([])
})

test('a condition about a plugin’s fact is a form like any other once it is learnt, and locked where it is not', () => {
  expect(treeOf(condition, '/x')).toMatchObject({ kind: 'locked', why: 'unknown-fact' })
  learnFacts({ facts: [headline] })
  expect(treeOf(condition, '/x')).toMatchObject({ kind: 'leaf', fact: { name: headline.name } })
})

test('what is typed is checked against the plugin’s types, in the words the server will use', () => {
  const findings = () => {
    const checked = checkText(JSON.stringify(document), 'pt-BR')
    return checked.json ? checked.findings.map(({ pointer }) => pointer) : null
  }
  expect(findings()).toEqual([])
  learnFacts({ facts: [headline] })
  expect(findings()).toEqual(['/rules/0/conditions/all/0/value'])
})

test('facts are offered under their plugin’s heading, after ours, and said in sentences', () => {
  learnFacts({ facts: [...ours, headline] })
  const choices = factChoices('pt-BR', (about) => `about ${about}`)
  expect(choices.at(-1)).toMatchObject({ value: headline.name, label: 'Título do anúncio', group: 'WhatsApp' })
  expect(choices.find(({ value }) => value === 'message.text')).toMatchObject({ group: 'about message' })
  const leaf = { fact: headline.name, operator: 'equal', expected: 'Natal', result: true, at: '' }
  expect(leafSentence(leaf as never, 'pt-BR')).toContain('o título do anúncio')
})
