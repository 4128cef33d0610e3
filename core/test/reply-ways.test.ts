import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costOf, freeService, type Priced } from '../src/decide/reply/cost.ts'
import { faultsOf, pickTemplate } from '../src/decide/reply/template.ts'
import { type Intent, type Place, type ReadyTemplate, type Situation, wayOf, waysOf } from '../src/decide/reply/ways.ts'
import { windowAt } from '../src/decide/reply/window.ts'

const words = { 'pt-BR': 'não', es: 'no', en: 'no' }
const cost = (amount: number) => ({
  amount,
  currency: 'USD',
  category: amount === 0 ? ('free' as const) : ('utility' as const),
  free: amount === 0,
  exact: false,
})
const place = (inboxId: string, more: Partial<Place> = {}): Place => ({
  inboxId,
  inboxName: inboxId,
  channel: 'whatsapp-cloud',
  window: { open: true, until: null },
  blocked: null,
  noAdverts: false,
  problem: null,
  textCost: cost(0),
  ...more,
})
const shut = { window: { open: false, until: null } }
const template = (ref: string, amount: number | null, problem: ReadyTemplate['problem'] = null): ReadyTemplate => ({
  ref,
  language: 'pt_BR',
  name: ref,
  category: 'utility',
  body: 'oi',
  variables: {},
  problem,
  cost: amount === null ? null : cost(amount),
})
const mail = place('mail', { channel: 'email', window: null })
const situation = (more: Partial<Situation> = {}): Situation => ({
  home: place('home', shut),
  others: [mail],
  policy: { closed: ['template', 'paid_template', 'channel'] },
  template: template('grátis', 0),
  paidTemplate: template('pago', 0.1),
  ...more,
})
const plain: Intent = { hasFiles: false }
const taken = (intent: Intent, given: Situation) => {
  const way = wayOf(intent, given)
  return way && `${way.via} ${way.template?.ref ?? way.place.inboxId}`
}

test.each<[string, Intent, Partial<Situation>, string | null]>([
  ['the window is open: free text', plain, { home: place('home') }, 'text home'],
  ['the channel has no window: free text', plain, { home: place('home', { window: null }) }, 'text home'],
  ['a free template comes first', plain, {}, 'template grátis'],
  ['what costs is no free template', plain, { template: template('t', 0.1) }, 'template pago'],
  ['an unknown price is no free one', plain, { template: template('t', null) }, 'template pago'],
  ['the only template may be the paid one', plain, { template: template('t', 0.1), paidTemplate: null }, 'template t'],
  ['the order is the policy’s', plain, { policy: { closed: ['channel', 'template'] } }, 'channel mail'],
  [
    'templates that cannot be filled are passed by',
    plain,
    { template: template('t', 0, words), paidTemplate: null },
    'channel mail',
  ],
  ['files ride on no template', { hasFiles: true }, {}, 'channel mail'],
  ['nobody planned anything: nothing is sent', plain, { policy: { closed: [] } }, null],
  ['who opted out hears nothing there', plain, { home: place('home', { blocked: 'optout' }) }, 'channel mail'],
  [
    'nor by a template asked for by name',
    { hasFiles: false, template: template('t', 0) },
    { home: place('home', { ...shut, blocked: 'optout' }) },
    null,
  ],
  [
    'a template asked for by name is sent, whatever it costs',
    { hasFiles: false, template: template('t', 9) },
    {},
    'template t',
  ],
  [
    'who wants no advertising gets no marketing template, not even one asked for by name',
    { hasFiles: false, template: { ...template('oferta', 0), category: 'marketing' } },
    { home: place('home', { noAdverts: true }) },
    null,
  ],
  [
    'who wants no advertising gets a utility template',
    plain,
    { home: place('home', { ...shut, noAdverts: true }) },
    'template grátis',
  ],
  [
    'a policy passes by its marketing template where advertising is not wanted',
    plain,
    {
      home: place('home', { ...shut, noAdverts: true }),
      template: null,
      paidTemplate: { ...template('oferta', 1), category: 'marketing' },
    },
    'channel mail',
  ],
  ['another inbox asked for by name', { hasFiles: false, via: 'mail' }, { policy: { closed: [] } }, 'channel mail'],
  ['an inbox that does not reach them', { hasFiles: false, via: 'elsewhere' }, {}, null],
  [
    'an open window that costs is still the first way',
    plain,
    { home: place('home', { textCost: cost(0.1) }) },
    'text home',
  ],
])('%s', (_, intent, more, expected) => {
  expect(taken(intent, situation(more))).toBe(expected)
})

test('ways nobody planned are shown and never taken', () => {
  const { ways, chosen } = waysOf(plain, situation({ policy: { closed: [] } }))
  expect(ways.map(({ via, allowed }) => [via, allowed])).toEqual([
    ['text', false],
    ['channel', true],
  ])
  expect(chosen).toBeNull()
})

const anyPlace = (id: string) =>
  fc.record({
    inboxId: fc.constant(id),
    inboxName: fc.constant(id),
    channel: fc.constantFrom('email', 'whatsapp-cloud'),
    window: fc.option(fc.record({ open: fc.boolean(), until: fc.constant(null) })),
    blocked: fc.option(fc.constantFrom('optout' as const, 'unreachable' as const)),
    noAdverts: fc.boolean(),
    problem: fc.option(fc.constant(words)),
    textCost: fc.option(fc.constantFrom(0, 1).map(cost)),
  })
const anyTemplate = fc.record({
  ref: fc.string(),
  language: fc.constant('pt_BR'),
  name: fc.string(),
  category: fc.constantFrom('utility', 'marketing'),
  body: fc.string(),
  variables: fc.constant({}),
  problem: fc.option(fc.constant(words)),
  cost: fc.option(fc.constantFrom(0, 1).map(cost)),
})
const anySituation = fc.record({
  home: anyPlace('home'),
  others: fc.tuple(anyPlace('a'), anyPlace('b')).map((all) => [...all]),
  policy: fc.record({
    closed: fc.uniqueArray(fc.constantFrom('template' as const, 'paid_template' as const, 'channel' as const)),
  }),
  template: fc.option(anyTemplate),
  paidTemplate: fc.option(anyTemplate),
})
const anyIntent = fc.record(
  { hasFiles: fc.boolean(), template: anyTemplate, via: fc.constantFrom('home', 'a', 'b', 'none') },
  { requiredKeys: ['hasFiles'] },
)

test('whatever the situation, no free text goes through a closed window, nobody blocked is written to, and no money is spent where none was needed', () => {
  fc.assert(
    fc.property(anyIntent, anySituation, (intent, given) => {
      const { ways, chosen } = waysOf(intent, given)
      for (const way of ways.filter(({ allowed }) => allowed)) {
        expect(way.place.blocked).toBeNull()
        expect(way.place.problem).toBeNull()
        if (way.template) expect(way.template.problem).toBeNull()
        else expect(way.place.window?.open ?? true).toBe(true)
        if (way.template) expect(intent.hasFiles).toBe(false)
        if (way.place.noAdverts) expect(way.template?.category).not.toBe('marketing')
      }
      for (const { allowed, reason } of ways) expect(allowed).toBe(reason === null)
      if (chosen === null) return
      expect(ways[chosen]?.allowed).toBe(true)
      // The first that is allowed: nothing free stood before something paid.
      expect(ways.slice(0, chosen).some(({ allowed }) => allowed)).toBe(false)
      if (intent.via !== undefined) expect(ways[chosen]?.place.inboxId).toBe(intent.via)
      if (intent.template) expect(ways[chosen]?.template).toBe(intent.template)
    }),
    { numRuns: 2000 },
  )
})

const priced = (more: Partial<Priced>): Priced => ({
  channel: 'whatsapp-cloud',
  category: 'service',
  parts: 1,
  prices: [],
  freeEntry: false,
  serviceUsed: 0,
  simulated: false,
  metered: false,
  ...more,
})
test.each<[string, Partial<Priced>, object | null]>([
  [
    'the first thousand free texts of a month cost nothing',
    { serviceUsed: freeService - 1 },
    { free: true, amount: 0 },
  ],
  [
    'the next one costs as a utility message',
    { serviceUsed: freeService },
    { category: 'service', amount: 0.0068, exact: false },
  ],
  ['of a text in three parts, those beyond cost', { serviceUsed: freeService - 1, parts: 3 }, { amount: 0.0136 }],
  [
    'who came by an advertisement costs nothing',
    { freeEntry: true, category: 'marketing' },
    { free: true, category: 'free' },
  ],
  ['marketing has its price', { category: 'marketing' }, { amount: 0.0625, currency: 'USD', exact: false }],
  ['a category nobody knows is the dearest', { category: 'lunar' }, { category: 'marketing' }],
  [
    'own prices are exact',
    {
      category: 'utility',
      prices: [{ channel: 'whatsapp-cloud', category: 'utility', amount: 0.05, currency: 'BRL' }],
    },
    { amount: 0.05, currency: 'BRL', exact: true },
  ],
  ['mail costs nothing', { channel: 'email' }, { free: true, exact: true }],
  ['nobody knows what an SMS costs', { channel: 'sms-twilio', metered: true }, null],
  ['a simulated phone costs nothing', { simulated: true, category: 'marketing' }, { free: true }],
])('%s', (_, more, expected) => {
  const found = costOf(priced(more))
  if (expected === null) expect(found).toBeNull()
  else expect(found).toMatchObject(expected)
})

const row = (more: object = {}) => ({
  inbox_id: 'i',
  ref: 'r',
  language: 'pt_BR',
  name: 'r',
  category: 'utility',
  status: 'approved',
  body: 'Olá {{1}}',
  variables: ['1'],
  ...more,
})
test.each<[string, string | undefined]>([
  ['Ana', undefined],
  ['quatro    espaços', undefined],
  ['cinco     espaços', 'template.variables.1'],
  ['duas\nlinhas', 'template.variables.1'],
  ['uma\ttabulação', 'template.variables.1'],
  ['  ', 'template.variables.1'],
  ['x'.repeat(1024), 'template.variables'],
])('edge 33: a variable is one full line, and the whole no longer than WhatsApp takes (%#)', (value, field) => {
  expect(faultsOf({ ref: 'r', variables: { 1: value } }, row(), true)[0]?.field).toBe(field)
})

test('a template is found in the organization’s language, else in one near it, else as approved', () => {
  const rows = [row({ language: 'en', status: 'paused' }), row({ language: 'es' }), row({ language: 'pt_PT' })]
  expect(pickTemplate(rows, { ref: 'r' }, 'pt-BR')?.language).toBe('pt_PT')
  expect(pickTemplate(rows, { ref: 'r' }, 'en')?.language).toBe('es')
  expect(pickTemplate(rows, { ref: 'r', language: 'EN' }, 'pt-BR')?.status).toBe('paused')
  expect(pickTemplate(rows, { ref: 'r', language: 'fr' }, 'pt-BR')).toBeUndefined()
})

test('a window ends to the second, and one that never began is closed', () => {
  const at = (iso: string) => windowAt('2026-11-22T12:00:00Z', 24, new Date(iso))
  expect(at('2026-11-23T11:59:59.999Z')?.open).toBe(true)
  expect(at('2026-11-23T12:00:00Z')).toEqual({ open: false, until: '2026-11-23T12:00:00.000Z' })
  expect(windowAt(null, 24, new Date())).toEqual({ open: false, until: null })
  expect(windowAt('2026-11-22T12:00:00Z', null, new Date())).toBeNull()
})
