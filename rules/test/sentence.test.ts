import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACTIONS, conditionSentence, FACTS, LOCALES, OPERATORS, type Rule, ruleSentence } from '../src/index.ts'
import { anyDocument } from './documents.ts'

const rule = (conditions: unknown, event: unknown = { type: 'wait' }) => ({ conditions, event }) as Rule
const words = { fact: 'message.text', operator: 'hasAnyWord', value: ['boleto', 'segunda via'] }
const closed = { fact: 'calendar.open', operator: 'equal', value: false }

test('a rule reads as a sentence in each language', () => {
  const one = rule({ all: [words, closed] }, { type: 'auto-reply', params: { text: 'Olá!' } })
  expect(LOCALES.map((locale) => ruleSentence(one, { locale }).text)).toEqual([
    'Se a mensagem contém alguma palavra de: boleto, segunda via e estamos fora do horário de atendimento → responder: “Olá!”',
    'Si el mensaje contiene alguna palabra de: boleto, segunda via y estamos fuera del horario de atención → responder: “Olá!”',
    'If the message contains any of the words: boleto, segunda via and we are closed → reply: “Olá!”',
  ])
})

test('groups inside groups are in parentheses, and a negation is said of what it negates', () => {
  const said = (condition: unknown) => conditionSentence(condition as never).text
  expect(said({ any: [closed, { all: [words, { not: { condition: 'vip' } }] }] })).toBe(
    'estamos fora do horário de atendimento ou (a mensagem contém alguma palavra de: boleto, segunda via e não vale a condição “vip”)',
  )
  expect(said({ not: words })).toBe('a mensagem não contém nenhuma palavra de: boleto, segunda via')
  expect(said({ not: { not: closed } })).toBe('estamos fora do horário de atendimento')
  expect(said({ not: { all: [closed, words] } })).toMatch(/^não é verdade que \(estamos fora/u)
  expect(said({ ...closed, operator: 'not:equal' })).toBe('estamos em horário de atendimento')
  expect(said({ fact: 'contact.tags', operator: 'someFact:startsWithText', value: 'vip' })).toBe(
    'algum item da lista de etiquetas do contato começa com “vip”',
  )
})

test('values are said as people know them', () => {
  const said = (comparison: object) => conditionSentence(comparison as never).text
  expect(said({ fact: 'conversation.priority', operator: 'in', value: ['high', 'urgent'] })).toBe(
    'a prioridade é um destes: alta, urgente',
  )
  expect(
    said({ fact: 'contact.attributes', path: '$.plano', operator: 'equal', value: { fact: 'message.choice' } }),
  ).toBe('o campo do contato “plano” é a opção escolhida')
  expect(said({ fact: 'contact.name', operator: 'isEmpty', value: true })).toBe('o nome do contato não foi informado')
})

test('actions are said with the names people know, and long texts are shortened', () => {
  const names = (kind: string, id: string) => (kind === 'team' && id === 't1' ? 'Cobrança' : undefined)
  const escalate = { type: 'escalate', params: { team: 't1', priority: 'urgent', text: 'x'.repeat(500) } }
  const { text } = ruleSentence(rule({ all: [closed] }, escalate), { names, quoteLength: 10 })
  expect(text).toBe(
    'Se estamos fora do horário de atendimento → chamar uma pessoa da equipe Cobrança, prioridade urgente: “xxxxxxxxx…”',
  )
  const tag = { type: 'tag', params: { add: ['a'], remove: ['b'] } }
  expect(ruleSentence(rule({ all: [closed] }, tag), { locale: 'en' }).text).toBe(
    'If we are closed → tag a and remove b',
  )
})

test('every fact, operator and action can be said in every language', () => {
  for (const locale of LOCALES) {
    for (const { name } of FACTS)
      for (const operator of OPERATORS) {
        const { text } = conditionSentence({ fact: name, operator: operator.name, value: 'x' }, { locale })
        expect(text).not.toMatch(/undefined|null|\[object/u)
        expect(text).not.toContain(name)
      }
    for (const { type } of ACTIONS) {
      const { text } = ruleSentence(rule({ all: [closed] }, { type, params: {} }), { locale })
      expect(text).not.toMatch(/undefined|\[object/u)
    }
  }
})

test('the pieces of a sentence joined are the sentence, whatever the condition', () => {
  fc.assert(
    fc.property(anyDocument, fc.constantFrom(...LOCALES), (document, locale) => {
      for (const one of document.rules) {
        const { text, parts } = ruleSentence(one, { locale })
        expect(parts.map((part) => part.text).join('')).toBe(text)
        expect(text).toMatch(/ → /u)
      }
    }),
    { numRuns: 100 },
  )
})
