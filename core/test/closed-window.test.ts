import { expect, test } from 'vitest'
import { type ClosedWindow, goesAsTemplate } from '../src/backtest/closed-window.ts'
import { outcomeOf } from '../src/backtest/outcome.ts'
import type { ReadyTemplate } from '../src/decide/reply/ways.ts'

const words = { 'pt-BR': 'não', es: 'no', en: 'no' }
const template = (ref: string, amount: number, problem: ReadyTemplate['problem'] = null): ReadyTemplate => ({
  ...{ ref, language: 'pt_BR', name: ref, category: 'utility', body: '', variables: {}, problem },
  cost: { amount, currency: 'USD', category: amount ? 'utility' : 'free', free: amount === 0, exact: false },
})
const row = (ref: string, status: string) => ({
  ...{ inbox_id: 'i', ref, language: 'pt_BR', name: ref, category: 'utility', status, body: '', variables: [] },
})
const inbox = (more: Partial<ClosedWindow> = {}): ClosedWindow => ({
  inboxId: 'i',
  policy: { closed: [] },
  template: null,
  paidTemplate: null,
  rows: [row('retorno', 'approved'), row('parado', 'paused')],
  synced: true,
  locale: 'pt-BR',
  ...more,
})

test.each<[string, ClosedWindow | undefined, string | undefined, boolean]>([
  ['no policy: nothing goes through', inbox(), undefined, false],
  ['an inbox that is gone', undefined, undefined, false],
  [
    'a free template the policy names',
    inbox({ policy: { closed: ['template'] }, template: template('r', 0) }),
    undefined,
    true,
  ],
  [
    'a template that would cost is no free one',
    inbox({ policy: { closed: ['template'] }, template: template('r', 1) }),
    undefined,
    false,
  ],
  [
    'one that may be paid',
    inbox({ policy: { closed: ['paid_template'] }, paidTemplate: template('r', 1) }),
    undefined,
    true,
  ],
  [
    'one that is not approved',
    inbox({ policy: { closed: ['paid_template'] }, paidTemplate: template('r', 1, words) }),
    undefined,
    false,
  ],
  ['another channel is not counted on', inbox({ policy: { closed: ['channel'] } }), undefined, false],
  ['the rule’s own template, whatever the policy', inbox(), 'retorno', true],
  ['the rule’s own, where it is not approved', inbox(), 'parado', false],
  ['the rule’s own, where the channel takes none', inbox({ rows: null }), 'retorno', false],
  ['the rule’s own, where nobody asked the provider yet', inbox({ rows: [], synced: false }), 'novo', true],
])('a backtest counts a template where a reply would have become one: %s', (_, given, own, expected) => {
  expect(goesAsTemplate(given, own === undefined ? undefined : { ref: own })).toBe(expected)
})

test('a text in an open window is a text, in a closed one a template or nothing, and whoever says nothing counts nowhere', () => {
  const said = (params: object | null) =>
    ({
      reply: params && { ruleId: 'r', ruleName: 'R', event: { type: 'auto-reply', params } },
      speaker: null,
      background: [],
      sought: new Set<string>(),
    }) as unknown as Parameters<typeof outcomeOf>[0]
  const text = (params: object | null, open: boolean) =>
    outcomeOf(said(params), { 'window.open': open }, 'none', inbox()).text
  expect(text({ text: 'oi' }, true)).toBe('free')
  expect(text({ text: 'oi' }, false)).toBe('none')
  expect(text({ text: 'oi', template: { ref: 'retorno' } }, false)).toBe('template')
  expect(text({ text: 'oi', template: { ref: 'retorno' } }, true)).toBe('free')
  expect(text({ tag: 'x' }, false)).toBe('none')
  expect(text(null, false)).toBe('none')
})
