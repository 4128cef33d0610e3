import { describe, expect, test } from 'vitest'
import { withText } from '../src/console/composer/drafts.ts'
import { windowOf } from '../src/console/composer/reach.ts'
import type { Template } from '../src/console/composer/reply-contract.ts'
import { windowAt } from '../src/console/composer/reply-window.ts'
import { costText } from '../src/console/composer/use-cost-text.ts'
import type { Message } from '../src/console/model.ts'
import { fitsSearch, usable } from '../src/console/templates/find-template.ts'
import { knownValues, tidyValue, variablesOf } from '../src/console/templates/template-values.ts'
import { remedyOf } from '../src/console/thread/remedies.ts'
import { money } from '../src/lib/money.ts'
import { renderTemplate, templatePieces } from '../src/lib/template-text.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const until = (ms: number) => ({ open: true, until: new Date(now + ms).toISOString() })
const minute = 60_000

describe('the window', () => {
  test('tells how long it is open, never more than it is', () => {
    expect(windowAt(until(200 * minute), now)).toEqual({ state: 'open', left: { unit: 'hour', count: 3 } })
    expect(windowAt(until(71 * 60 * minute), now)).toEqual({ state: 'open', left: { unit: 'day', count: 2 } })
    expect(windowAt(until(60 * minute), now)).toMatchObject({ state: 'open' })
    expect(windowAt(until(59.9 * minute), now)).toEqual({ state: 'closing', left: { unit: 'minute', count: 59 } })
    expect(windowAt(until(2000), now)).toEqual({ state: 'closing', left: { unit: 'minute', count: 1 } })
  })

  test('closes by the clock, also when it was open as it was read', () => {
    expect(windowAt(until(0), now)).toEqual({ state: 'closed' })
    expect(windowAt({ open: false, until: null }, now)).toEqual({ state: 'closed' })
  })

  test('moves with what the customer writes after it was read, by the provider’s time and never into the future', () => {
    const at = (ms: number) => new Date(now + ms).toISOString()
    const said = (occurred: number, stored: number, direction: 'in' | 'out' = 'in') =>
      ({ direction, occurred_at: at(occurred), created_at: at(stored) }) as Message
    const window = { open: false, until: at(-minute), hours: 1 }
    expect(windowOf({ window: null, messages: [said(0, 0)] })).toBeNull()
    expect(windowOf({ window, messages: [] })).toEqual({ open: false, until: at(-minute) })
    expect(windowOf({ window, messages: [said(0, 0, 'out')] })).toEqual({ open: false, until: at(-minute) })
    expect(windowOf({ window, messages: [said(0, 0)] })).toEqual({ open: true, until: at(60 * minute) })
    expect(windowOf({ window, messages: [said(-90 * minute, 0)] })).toEqual({ open: false, until: at(-minute) })
    expect(windowOf({ window, messages: [said(500 * minute, 0)] })).toEqual({ open: true, until: at(60 * minute) })
    const never = { open: false, until: null, hours: 1 }
    expect(windowOf({ window: never, messages: [said(0, 0)] })).toEqual({ open: true, until: at(60 * minute) })
    const late = windowOf({ window: never, messages: [said(-90 * minute, 0)] })
    expect(windowAt(late, now)).toEqual({ state: 'closed' })
  })

  test('is none where the channel has none, and endless where it has no end', () => {
    expect(windowAt(null, now)).toEqual({ state: 'none' })
    expect(windowAt(undefined, now)).toEqual({ state: 'none' })
    expect(windowAt({ open: true, until: null }, now)).toEqual({ state: 'open', left: null })
  })
})

describe('a price', () => {
  const cost = { amount: 0.05, currency: 'BRL', category: 'utility', free: false, exact: false } as const
  const words = { free: 'grátis', category: 'utilidade' }

  test('is told as people write it, an estimate as one, nothing as free', () => {
    expect(costText(cost, 'pt-BR', words).replace(/\s/g, ' ')).toBe('≈ R$ 0,05 · utilidade')
    expect(costText({ ...cost, exact: true }, 'pt-BR', words)).not.toContain('≈')
    expect(costText({ ...cost, free: true }, 'pt-BR', words)).toBe('grátis')
    expect(costText({ ...cost, amount: 0 }, 'pt-BR', words)).toBe('grátis')
  })

  test('keeps the digits of small amounts, and bears a unit that is no currency', () => {
    expect(money(0.0068, 'USD', 'en')).toBe('$0.0068')
    expect(money(2, 'credits', 'en')).toBe('2 credits')
  })
})

describe('a template', () => {
  const body = 'Olá {{1}}, o pedido {{ pedido }} {{nada'

  test('is cut into words and variables without losing a character', () => {
    expect(
      templatePieces(body)
        .map(({ text }) => text)
        .join(''),
    ).toBe(body)
    expect(templatePieces(body).flatMap(({ name }) => name ?? [])).toEqual(['1', 'pedido'])
  })

  test('reads as the customer will read it; what is missing keeps its place', () => {
    expect(renderTemplate(body, { 1: 'Ana' })).toBe('Olá Ana, o pedido {{ pedido }} {{nada')
    expect(renderTemplate('{{1}} {{1}}', { 1: '{{2}}' })).toBe('{{2}} {{2}}')
  })

  test('asks for what the provider lists and for what only its body has', () => {
    expect(variablesOf({ body, variables: ['1', 'header_1'] })).toEqual(['1', 'header_1', 'pedido'])
  })

  test('takes values of one line, and knows the contact’s name', () => {
    expect(tidyValue('  a\n\n  b\t c ')).toBe('a b c')
    expect(knownValues(['nome', 'pedido'], 'Ana Souza')).toEqual({ nome: 'Ana' })
    expect(knownValues(['nome'], null)).toEqual({})
  })

  test('is offered once its provider approved it, whatever else the inbox knows', () => {
    const one = (name: string, status: string) =>
      ({ ref: name, name, status, language: 'pt_BR', category: 'utility', body: '', variables: [] }) as Template
    const known = [one('volta', 'approved'), one('nova', 'pending'), one('aviso', 'approved'), one('velha', 'rejected')]
    expect(usable(known).map(({ name }) => name)).toEqual(['aviso', 'volta'])
    expect(known).toHaveLength(4)
  })

  test('is found by any of its words, without accents', () => {
    const one = { name: 'volta_as_aulas', body: 'Promoção de mochilas', language: 'pt_BR', category: 'marketing' }
    expect(fitsSearch(one, 'PROMOCAO aulas')).toBe(true)
    expect(fitsSearch(one, '')).toBe(true)
    expect(fitsSearch(one, 'boleto')).toBe(false)
  })
})

test('a text that comes back is never lost, nor is what was written meanwhile', () => {
  expect(withText({ mode: 'note', text: '' }, 'oi')).toEqual({ mode: 'reply', text: 'oi' })
  expect(withText({ mode: 'reply', text: 'novo' }, 'oi').text).toBe('novo\n\noi')
  expect(withText({ mode: 'reply', text: 'oi' }, 'oi').text).toBe('oi')
})

describe('a message that did not arrive', () => {
  const failed = (kind: string, more: Partial<Message> = {}) =>
    ({ status: 'failed', text: 'oi', attachments: [], error: { class: kind }, ...more }) as Message

  test('can be sent again, another way, or changed, by the kind of failure', () => {
    expect(remedyOf(failed('transient'))).toBe('again')
    expect(remedyOf(failed('window_closed'))).toBe('otherWay')
    expect(remedyOf(failed('content'))).toBe('change')
    expect(remedyOf(failed('something new'))).toBe('none')
  })

  test('offers nothing where nothing can be said again, or it did not fail', () => {
    expect(remedyOf(failed('transient', { text: '' }))).toBe('none')
    expect(remedyOf(failed('recipient', { text: '' }))).toBe('none')
    expect(remedyOf(failed('transient', { status: 'unknown' }))).toBe('none')
  })
})
