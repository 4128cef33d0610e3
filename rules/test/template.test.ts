import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fill, placeholders } from '../src/index.ts'

const facts = {
  'contact.name': 'Ana',
  'contact.tags': ['vip', 'novo'],
  'contact.attributes': { plano: { nome: 'ouro' }, 'nome completo': 'x' },
  'conversation.protocol': '20261122-00042',
  'conversation.priority': 'high',
  'conversation.messages': 1234,
  'calendar.open': false,
  'calendar.next_open': '2026-11-23T11:00:00Z',
}

test('placeholders are filled from facts as people of each language write them', () => {
  const said = (locale: 'pt-BR' | 'es' | 'en', name: string) => fill(`{{${name}}}`, facts, { locale }).text
  expect(fill('Olá {{contact.name}}! Protocolo {{ conversation.protocol }}.', facts)).toEqual({
    text: 'Olá Ana! Protocolo 20261122-00042.',
    missing: [],
  })
  expect(said('pt-BR', 'conversation.priority')).toBe('alta')
  expect(said('en', 'conversation.priority')).toBe('high')
  expect(said('es', 'calendar.open')).toBe('no')
  expect(said('pt-BR', 'conversation.messages')).toBe('1.234')
  expect(said('en', 'contact.tags')).toBe('vip, novo')
  expect(said('pt-BR', 'contact.attributes.plano.nome')).toBe('ouro')
})

test('a date is written in the time zone of the organization, and one already in words stays', () => {
  const zone = (timeZone: string) => fill('{{calendar.next_open}}', facts, { timeZone }).text
  expect(zone('America/Sao_Paulo')).toBe('segunda-feira, 23/11, 08:00')
  expect(zone('America/Manaus')).toBe('segunda-feira, 23/11, 07:00')
  expect(fill('{{calendar.next_open}}', { 'calendar.next_open': 'amanhã às 8h' }).text).toBe('amanhã às 8h')
})

test('what is unknown or empty is left blank and told, unless the template says what to write instead', () => {
  expect(fill('[{{x.y}}|{{contact.name|cliente}}|{{x.y}}|{{contact.attributes}}]', {})).toEqual({
    text: '[|cliente||]',
    missing: ['x.y', 'contact.attributes'],
  })
})

test('a value is never read as a template, and inherited names are no facts', () => {
  expect(fill('{{contact.name}}', { 'contact.name': '{{conversation.protocol}}' }).text).toBe(
    '{{conversation.protocol}}',
  )
  for (const name of ['constructor', '__proto__', 'toString', 'contact.attributes.constructor', 'contact.name.length'])
    expect(fill(`{{${name}}}`, facts)).toEqual({ text: '', missing: [name] })
})

test('a text without complete placeholders comes back as it was', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      if (placeholders(text).length === 0) expect(fill(text, facts)).toEqual({ text, missing: [] })
    }),
  )
  for (const text of ['{{', '}}', 'a }} b {{ c', '{ {x} }', '{{x}']) expect(fill(text, facts).text).toBe(text)
})

test('the placeholders of a template are listed once each', () => {
  expect(placeholders('{{a.b}} {{ a.b | x }} {{c.d}} {{{e.f}}}')).toEqual(['a.b', 'c.d', 'e.f'])
})
