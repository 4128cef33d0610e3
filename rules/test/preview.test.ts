import { expect, test } from 'vitest'
import { ACTIONS, CATALOGUE, extendCatalogue, LOCALES, previewAction, type RuleEvent, text } from '../src/index.ts'

const reply = (said: string): RuleEvent => ({ type: 'auto-reply', params: { text: said } })

test('a reply is shown as the customer would read it, in each language', () => {
  const facts = { 'contact.name': 'Ana', 'calendar.next_open': '2026-11-23T12:00:00Z' }
  const said = LOCALES.map((locale) => previewAction(reply('Olá {{contact.name}}!'), facts, { locale }))
  expect(said).toEqual([
    'O cliente receberia: “Olá Ana!”',
    'El cliente recibiría: “Olá Ana!”',
    'The customer would receive: “Olá Ana!”',
  ])
  const when = (timeZone: string) => previewAction(reply('{{calendar.next_open}}'), facts, { timeZone })
  expect(when('America/Sao_Paulo')).toContain('09:00')
  expect(when('America/Bogota')).toContain('07:00')
})

test('a placeholder nobody supplied is said to be empty in its place, unless it has a fallback', () => {
  const said = (template: string) => previewAction(reply(template), {})
  expect(said('Olá {{contact.name}}')).toBe('O cliente receberia: “Olá [sem valor: Nome do contato]”')
  expect(said('{{contact.attributes.plano}} {{contat.nome}}')).toBe(
    'O cliente receberia: “[sem valor: Campos do contato plano] [sem valor: contat.nome]”',
  )
  expect(said('Olá {{contact.name|tudo bem}}')).toBe('O cliente receberia: “Olá tudo bem”')
})

test('what a value itself contains is not filled again', () => {
  const facts = { 'contact.name': '{{conversation.protocol}}', 'conversation.protocol': '123' }
  expect(previewAction(reply('{{contact.name}}'), facts)).toContain('“{{conversation.protocol}}”')
})

test('with the window closed the template is shown, its variables filled; with it open the text', () => {
  const event = {
    type: 'auto-reply',
    params: { text: 'Oi', template: { ref: 'retorno', variables: { '1': '{{contact.name}}', '2': 'já' } } },
  }
  expect(previewAction(event, { 'window.open': false, 'contact.name': 'Ana' })).toBe(
    'Com a janela fechada, o cliente receberia o modelo retorno (1 = “Ana”, 2 = “já”).',
  )
  expect(previewAction(event, { 'window.open': true })).toMatch(/^O cliente receberia: “Oi”/)
})

test('every action is told as what would happen', () => {
  const names = (kind: string, id: string) => `${kind} ${id}`
  const said = (type: string, params?: Record<string, unknown>) =>
    previewAction({ type, ...(params === undefined ? {} : { params }) }, { 'contact.name': 'Ana' }, { names })
  expect(said('escalate', { team: 't', priority: 'high', text: 'Oi {{contact.name}}' })).toBe(
    'A conversa iria para uma pessoa da equipe team t, prioridade alta; o cliente receberia: “Oi Ana”',
  )
  expect(said('escalate')).toBe('A conversa iria para uma pessoa.')
  expect(said('ask-ai', { instructions: 'Seja breve' })).toBe(
    'A IA responderia ao cliente, com a orientação: “Seja breve”',
  )
  expect(said('tag', { add: ['a', 'b'], remove: ['c'] })).toBe(
    'A conversa ganharia as etiquetas: a, b e perderia as etiquetas: c.',
  )
  expect(said('tag', { remove: ['c'] })).toBe('A conversa perderia as etiquetas: c.')
  expect(said('set-attribute', { name: 'plano', value: '{{contact.name}}', on: 'contact' })).toBe(
    'Seria guardado o campo plano = “Ana” no contato.',
  )
  expect(said('route', { team: 't' })).toBe('Sem resposta ao cliente, a conversa iria à equipe team t.')
  expect(said('notify', { text: 'Oi', agent: 'x' })).toBe('Seria enviado um aviso a agent x: “Oi”')
  for (const { type } of ACTIONS)
    for (const locale of LOCALES) {
      const sentence = previewAction({ type }, {}, { locale })
      expect(sentence).toMatch(/^\p{Lu}.*[.”]$/u)
      expect(sentence).not.toMatch(/undefined|\[object|[{}]/u)
    }
})

test('a plugin’s action is told by its label, its texts filled', () => {
  const label = text('Enviar boleto', 'Enviar boleto', 'Send invoice')
  const action = { type: 'send-invoice', lane: 'reply', label, params: {}, templates: ['to'] } as const
  const catalogue = extendCatalogue(CATALOGUE, { actions: [action as never] })
  const event = { type: 'send-invoice', params: { to: '{{contact.name}}', copies: 2 } }
  expect(previewAction(event, { 'contact.name': 'Ana' }, { catalogue })).toBe(
    'Seria feito: Enviar boleto, to: "Ana", copies: 2.',
  )
})
