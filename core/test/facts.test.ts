import { expect, test } from 'vitest'
import type { Context } from '../src/decide/context.ts'
import { factsOf } from '../src/decide/facts.ts'
import { guessLanguage } from '../src/decide/guess-language.ts'
import { nextHappening, triggersOf } from '../src/decide/happening.ts'
import { teamSlug } from '../src/decide/team-slug.ts'
import type { MessageRow } from '../src/store/rows.ts'

test.each([
  ['Olá, quero a segunda via do boleto, por favor', 'pt'],
  ['cadê meu pedido? não chegou ainda', 'pt'],
  ['Bom dia', 'pt'],
  ['Hola, ¿dónde está mi pedido? No llegó todavía', 'es'],
  ['Buenos días, necesito ayuda con mi factura', 'es'],
  ['Hello, I need help with my order, please', 'en'],
  ['where is my invoice', 'en'],
  ['Wo ist meine Bestellung geblieben', 'other'],
  ['ok', null],
  ['12345', null],
  ['', null],
  ['👍', null],
])('"%s" is %s', (text, language) => {
  expect(guessLanguage(text)).toBe(language)
})

test('a team is named in a path by its name without accents, spaces or a digit at the start', () => {
  expect(['Financeiro', 'Pós-venda  SP', '2ª via', 'Atenção ao Cliente!'].map(teamSlug)).toEqual([
    'financeiro',
    'pos-venda-sp',
    '_2a-via',
    'atencao-ao-cliente',
  ])
})

const now = new Date('2026-11-22T12:00:00Z')
const context = {
  now,
  conversation: {
    status: 'open',
    owner: 'rules',
    tags: [],
    attributes: {},
    assignee_id: null,
    csat: 4,
    reopened_at: null,
    last_seq: 9,
    decided_seq: 3,
    waiting_since: null,
    last_inbound_at: '2026-11-22T11:00:00Z',
    bot_attempts: 0,
  },
  contact: {
    tags: [],
    attributes: {},
    conversations: 2,
    identities: ['email', 'wa_phone'],
    language: 'es',
    created_at: '2026-11-12T11:00:00Z',
  },
  inbox: { channel: 'whatsapp-twilio', name: 'WhatsApp' },
  organization: { timezone: 'America/Sao_Paulo' },
  calendar: { weekly: {}, holidays: [] },
  team: 'Vendas',
  windowHours: 24,
  windowFrom: null,
  message: null,
  event: null,
  behind: 0,
} as unknown as Context
const message = (more: Partial<MessageRow> = {}) =>
  ({
    seq: 4,
    direction: 'in',
    text: 'quero meu boleto',
    flags: {},
    content: [{ k: 'text', text: '' }],
    ...more,
  }) as MessageRow

test('a message’s facts tell its language, files and whether it quotes, and those of its sender and conversation', () => {
  const media = { k: 'media' as const, media: { mime: 'image/png' } }
  const facts = factsOf(context, message({ flags: { reply: true }, content: [media, media] }))
  expect(facts).toMatchObject({
    'event.type': 'message-received',
    'message.language': 'pt',
    'message.is_reply': true,
    'message.attachments': 2,
    'contact.identities': ['email', 'wa_phone'],
    'contact.since_days': 10,
    'contact.language': 'es',
    'conversation.team': 'Vendas',
    'conversation.assigned': false,
    'conversation.csat': 4,
    'conversation.reopened': false,
    'conversation.messages': 4,
    'sla.state': 'none',
  })
  expect(facts).not.toHaveProperty('event.minutes')
})

test('the window closes so many hours after the customer last wrote, and is open where the channel has none', () => {
  const at = (windowFrom: string | null, windowHours: number | null = 24) => {
    const facts = factsOf({ ...context, windowHours, windowFrom }, message())
    return [facts['window.open'], facts['window.minutes_left']]
  }
  expect(at('2026-11-22T11:00:30Z')).toEqual([true, 23 * 60])
  expect(at('2026-11-21T12:00:00Z')).toEqual([false, 0])
  expect(at(null)).toEqual([false, 0])
  expect(at(null, null)).toEqual([true, undefined])
})

test('an event’s facts are of the event and of the last words before it', () => {
  const event = { id: 1, event: 'agent-silent' as const, minutes: 10, at_seq: 9, generation: 1, cause: [] }
  expect(factsOf(context, { event, message: message(), opened: false })).toMatchObject({
    'event.type': 'agent-silent',
    'event.minutes': 10,
    'message.text': 'quero meu boleto',
    'conversation.messages': 9,
    'contact.first_contact': false,
  })
  expect(factsOf(context, { event, message: null, opened: false })).not.toHaveProperty('message.text')
})

test('messages and events come in the order they happened', () => {
  const event = { id: 1, event: 'assigned' as const, minutes: null, at_seq: 4, generation: null, cause: [] }
  const next = (seq: number | null, at_seq: number | null) =>
    nextHappening({
      ...context,
      message: seq === null ? null : message({ seq }),
      event: at_seq === null ? null : { ...event, at_seq },
    })
  expect(next(4, 4)?.event).toBeNull()
  expect(next(5, 4)?.event).toMatchObject({ id: 1 })
  expect(next(null, 4)?.event).toMatchObject({ id: 1 })
  expect(next(null, null)).toBeNull()
})

test('a first message triggers two events, a silence names its minutes, and nothing else does', () => {
  expect(triggersOf({ event: 'message-received', opened: true })).toEqual([
    { event: 'message-received' },
    { event: 'conversation-opened' },
  ])
  expect(triggersOf({ event: 'customer-silent', minutes: 30 })).toEqual([{ event: 'customer-silent', minutes: 30 }])
  expect(triggersOf({ event: 'sla-warning', minutes: 5 })).toEqual([{ event: 'sla-warning' }])
})
