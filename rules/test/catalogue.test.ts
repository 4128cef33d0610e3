import { expect, test } from 'vitest'
import { ACTIONS, CATALOGUE, extendCatalogue, FACTS, type Fact, LOCALES, OPERATORS, text } from '../src/index.ts'

const plan: Fact = {
  name: 'loja.plano',
  type: 'string',
  label: text('Plano', 'Plan', 'Plan'),
  noun: text('o plano', 'el plan', 'the plan'),
  lazy: true,
}

test('everything in the catalogue has words in every language', () => {
  const said = [
    ...FACTS.flatMap(({ label, noun, says, values = [] }) => [
      label,
      noun,
      ...(says === undefined ? [] : [says.true, says.false]),
      ...values.map((one) => one.label),
    ]),
    ...OPERATORS.flatMap(({ label, negated }) => [label, negated]),
    ...ACTIONS.map(({ label }) => label),
  ]
  for (const words of said) for (const locale of LOCALES) expect(words[locale].trim()).not.toBe('')
})

test('the catalogue has the facts, operators and actions the design names', () => {
  const named = [
    ...['event.type', 'event.minutes', 'window.open', 'window.minutes_left', 'sla.state', 'sla.minutes_left'],
    ...['message.text', 'message.language', 'message.is_reply', 'message.attachments'],
    ...['contact.tags', 'contact.identities', 'contact.since_days', 'contact.language'],
    ...['conversation.owner', 'conversation.team', 'conversation.assigned', 'conversation.csat'],
    ...['conversation.reopened', 'calendar.open', 'agents.online', 'agents.queue', 'agents.by_team'],
    ...['ai.intent', 'ai.sentiment', 'ai.language', 'ai.asked_for_human', 'ai.status'],
  ]
  expect(named.filter((fact) => !CATALOGUE.facts.has(fact))).toEqual([])
  const reply = ['auto-reply', 'ask-ai', 'escalate', 'route', 'wait', 'ignore']
  const background = ['tag', 'priority', 'set-attribute', 'assign', 'note', 'status', 'sla', 'webhook', 'notify']
  const inLane = (lane: string) => ACTIONS.filter((action) => action.lane === lane).map(({ type }) => type)
  expect(inLane('reply')).toEqual(reply)
  expect(inLane('background')).toEqual(background)
  expect(FACTS.filter(({ type }) => type === 'enum').every(({ values = [] }) => values.length > 1)).toBe(true)
})

test('a plugin can add to the catalogue without changing it, but not take a name or invent a malformed one', () => {
  const more = extendCatalogue(CATALOGUE, { facts: [plan] })
  expect(more.facts.get('loja.plano')).toBe(plan)
  expect(CATALOGUE.facts.has('loja.plano')).toBe(false)
  expect(() => extendCatalogue(more, { facts: [plan] })).toThrow('"loja.plano" exists already')
  for (const name of ['plano', '__proto__.x', 'loja.plano)', 'Loja.plano', ''])
    expect(() => extendCatalogue(CATALOGUE, { facts: [{ ...plan, name }] })).toThrow('not well named')
})
