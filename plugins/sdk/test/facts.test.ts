import { expect, test } from 'vitest'
import { factProblems } from '../src/fact-problems.ts'
import { type ChannelFacts, say } from '../src/index.ts'

const subject = {
  name: 'subject',
  type: 'text' as const,
  label: say('Assunto', 'Asunto', 'Subject'),
  noun: say('o assunto', 'el asunto', 'the subject'),
  from: () => undefined,
}
const facts: ChannelFacts = { about: 'mail', title: say('Correio', 'Correo', 'Mail'), facts: [subject] }
const wrong = (change: object) => factProblems({ ...facts, facts: [{ ...subject, ...change } as never] })

test('facts that can be offered have nothing wrong with them, and a channel may have none', () => {
  expect([factProblems(facts), factProblems(undefined)]).toEqual([[], []])
})

test('each thing that keeps a fact from being offered is said, with the fact it is about', () => {
  const cases: [object, string][] = [
    [{ name: 'Subject line' }, 'its name must be'],
    [{ type: 'date' }, 'its type must be one of text'],
    [{ noun: undefined }, 'noun.es is missing'],
    [{ label: { 'pt-BR': 'Assunto' } }, 'label.en is missing'],
    [{ type: 'boolean' }, 'says.true.pt-BR is missing'],
    [{ type: 'choice', choices: [{ value: 'a', label: say('a', 'a', 'a') }] }, 'at least two'],
    [{ from: undefined }, 'it needs one function'],
    [{ ask: async () => undefined }, 'it needs one function'],
    [{ name: 'status', from: undefined, ask: async () => undefined }, 'the host tells "status" itself'],
  ]
  for (const [change, sentence] of cases) {
    const said = wrong(change)
    expect(said.join('; ')).toContain(sentence)
    expect(said[0]).toMatch(/^fact "/)
  }
})

test('a group needs a name of its own, a heading, and facts that differ', () => {
  expect(factProblems({ ...facts, about: 'E-mail' })).toEqual([
    'facts.about must be lower-case words joined by "-" or "_"',
  ])
  expect(factProblems({ ...facts, title: { 'pt-BR': 'x' } as never })).toHaveLength(2)
  expect(factProblems({ ...facts, facts: [] })).toEqual(['facts.facts must have at least one'])
  expect(factProblems({ ...facts, facts: [subject, subject] })).toEqual(['facts must have different names'])
})
