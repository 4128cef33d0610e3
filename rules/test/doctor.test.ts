import { describe, expect, test } from 'vitest'
import { createDoctor, type DoctorFinding, diagnose, type References } from '../src/doctor/index.ts'
import {
  applyEdits,
  type Condition,
  decide,
  LOCALES,
  type Rule,
  type RuleDocument,
  validateDocument,
} from '../src/index.ts'
import { documentOf, SHOP } from './documents.ts'

const says = (...value: string[]): Condition => ({ fact: 'message.text', operator: 'hasAnyWord', value })
const is = (fact: string, value: string | number | boolean, operator = 'equal'): Condition => ({
  fact,
  operator,
  value,
})
const OPEN = is('calendar.open', true)
const CLOSED = is('calendar.open', false)
const VIP = is('contact.tags', 'vip', 'contains')
const when = (...all: Condition[]): Pick<Rule, 'conditions'> => ({ conditions: { all } })
const reply = (text: string): Rule['event'] => ({ type: 'auto-reply', params: { text } })
const tag = (...add: string[]): Partial<Rule> => ({ lane: 'background', event: { type: 'tag', params: { add } } })
const set = (type: string, params: object): Partial<Rule> => ({
  lane: 'background',
  event: { type, params: { ...params } },
})

// A message nobody catches is worth a hint in nearly every small document: another test is about it.
const found = async (document: RuleDocument, references?: References): Promise<readonly DoctorFinding[]> => {
  expect(validateDocument(document), 'the Doctor examines valid documents').toMatchObject({ ok: true })
  const findings = await diagnose(document, references === undefined ? {} : { references })
  return findings.filter(({ kind }) => kind !== 'no-default')
}
const kinds = async (rules: readonly Partial<Rule>[], references?: References) =>
  (await found(documentOf(rules), references)).map(({ kind, ruleId }) => `${kind} ${ruleId}`)
const repaired = async (rules: readonly Partial<Rule>[], references?: References) => {
  const document = documentOf(rules)
  const [finding] = await found(document, references)
  return applyEdits(document, finding?.fix?.edits ?? [])
}

const law = (name: string, ...all: Condition[]) => ({ name, all })
const part = (name: string, pointer: string, ...all: Condition[]) => ({ name, pointer, all })

describe('a rule that never matches', () => {
  const never = [
    law('two values of one fact', OPEN, CLOSED),
    law('an interval without numbers', is('message.length', 10, 'greaterThan'), is('message.length', 5, 'lessThan')),
    law(
      'an open interval around a point',
      is('calendar.hour', 9, 'greaterThan'),
      is('calendar.hour', 9, 'lessThanInclusive'),
    ),
    law('a word that a forbidden one is part of', says('segunda via do boleto'), { not: says('Bolêto') }),
    law(
      'a tag that is there and not',
      is('contact.tags', 'vip', 'contains'),
      is('contact.tags', 'vip', 'doesNotContain'),
    ),
    law(
      'a value in none of the lists',
      { fact: 'calendar.weekday', operator: 'in', value: ['monday'] },
      is('calendar.weekday', 'sunday'),
    ),
    law('an empty text with a word in it', is('message.text', true, 'isEmpty'), says('oi')),
    law(
      'text that starts in two ways',
      is('message.text', 'bom dia', 'startsWithText'),
      is('message.text', 'boa', 'startsWithText'),
    ),
    law('an exact text without its own word', is('message.text', 'Oi!', 'equalsText'), says('olá')),
    law(
      'no value of a known fact',
      {
        fact: 'calendar.weekday',
        operator: 'notIn',
        value: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
      },
      is('calendar.weekday', true, 'isPresent'),
    ),
    law('both sides of an unknown comparison', is('contact.name', 'x', 'swap:equal'), {
      not: is('contact.name', 'x', 'swap:equal'),
    }),
    law(
      'a field with two values',
      { ...is('contact.attributes', 'a'), path: '$.plano' } as Condition,
      { ...is('contact.attributes', 'b'), path: '$.plano' } as Condition,
    ),
    law(
      'all and none of some words',
      { fact: 'message.text', operator: 'hasAllWords', value: ['boleto', 'via'] },
      { fact: 'message.text', operator: 'not:hasAllWords', value: ['via'] },
    ),
  ]
  test.each(never)('$name', async ({ all }) => {
    expect(await kinds([when(...all)])).toEqual(['dead r0'])
  })

  const alive = [
    law(
      'a missing fact is neither true nor false',
      is('calendar.open', true, 'notEqual'),
      is('calendar.open', false, 'notEqual'),
    ),
    law('a word is not part of a longer word', says('viagem'), { not: says('via') }),
    law('a text holds several words', says('boleto'), says('pix')),
    law('a list holds several tags', is('contact.tags', 'a', 'contains'), is('contact.tags', 'b', 'contains')),
    law(
      'an interval of one number',
      is('calendar.hour', 9, 'greaterThanInclusive'),
      is('calendar.hour', 9, 'lessThanInclusive'),
    ),
    law(
      'different fields of one object',
      { ...is('contact.attributes', 'a'), path: '$.plano' } as Condition,
      { ...is('contact.attributes', 'b'), path: '$.cor' } as Condition,
    ),
    law(
      'a fact compared with another',
      { fact: 'message.length', operator: 'lessThan', value: { fact: 'conversation.messages' } },
      is('message.length', 5),
    ),
    law('no day of the week is known', {
      fact: 'calendar.weekday',
      operator: 'notIn',
      value: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
    }),
  ]
  test.each(alive)('but not: $name', async ({ all }) => {
    expect(await kinds([when(...all)])).toEqual([])
  })

  test('its shortest reason is told, and the fix turns it off', async () => {
    const rules = [when(says('oi'), OPEN, CLOSED)]
    const [finding] = await found(documentOf(rules))
    expect(finding).toMatchObject({ severity: 'error', pointer: '/rules/0/conditions/all/2' })
    expect(finding?.message).toContain('“estamos em horário de atendimento”')
    expect(finding?.message).toContain('“estamos fora do horário de atendimento”')
    expect(await found(await repaired(rules))).toEqual([])
  })

  test('through a shared condition, too', async () => {
    const document = documentOf([when({ condition: 'open' }, CLOSED)], { open: { all: [OPEN] } })
    expect(await found(document)).toMatchObject([{ kind: 'dead', ruleId: 'r0' }])
  })
})

describe('a rule that always matches', () => {
  test('present or not, true or not', async () => {
    const any = [is('message.text', true, 'isPresent'), is('message.text', true, 'isEmpty')]
    expect(await kinds([{ conditions: { any } }])).toEqual(['always r0'])
    expect(await kinds([{ conditions: { any: [OPEN, { not: OPEN }] } }])).toEqual(['always r0'])
  })
  test('but not when a fact may be missing', async () => {
    expect(await kinds([{ conditions: { any: [OPEN, CLOSED] } }])).toEqual([])
    expect(await kinds([when(is('message.text', true, 'isPresent'))])).toEqual([])
  })
})

describe('a part that changes nothing', () => {
  const idle = [
    part(
      'a wider interval',
      '/rules/0/conditions/all/1',
      is('message.length', 5, 'lessThan'),
      is('message.length', 9, 'lessThan'),
    ),
    part(
      'a tag asked twice',
      '/rules/0/conditions/all/1',
      is('contact.tags', 'a', 'contains'),
      is('contact.tags', 'a', 'contains'),
    ),
    part('presence of what has a word', '/rules/0/conditions/all/1', says('oi'), is('message.text', true, 'isPresent')),
    part(
      'a denial of another value',
      '/rules/0/conditions/all/1',
      is('conversation.state', 'open'),
      is('conversation.state', 'pending', 'notEqual'),
    ),
    part('an alternative inside another', '/rules/0/conditions/all/0/any/1', {
      any: [OPEN, { all: [OPEN, says('oi')] }],
    }),
  ]
  test.each(idle)('$name', async ({ pointer, all }) => {
    const findings = await found(documentOf([when(...all)]))
    expect(findings).toMatchObject([{ kind: 'redundant', pointer, severity: 'hint' }])
    expect(await found(await repaired([when(...all)]))).toEqual([])
  })
  test('but not a part that narrows', async () => {
    expect(await kinds([when(says('boleto', 'pix'), says('boleto'), OPEN)])).toEqual(['redundant r0'])
    expect(await kinds([when(says('boleto'), says('pix'), is('message.length', 9, 'lessThan'))])).toEqual([])
    expect(
      await kinds([
        when(is('conversation.state', 'open', 'notEqual'), is('conversation.state', 'pending', 'notEqual')),
      ]),
    ).toEqual([])
  })
})

describe('a reply rule behind another that matches whenever it does', () => {
  const general = { ...when(says('boleto')), event: reply('geral') }
  const special = { ...when(says('segunda via do boleto', 'o boleto'), VIP), event: reply('especial') }

  test('never answers, and is shown with a message the other one answers', async () => {
    const document = documentOf([general, special])
    const [finding] = await found(document)
    expect(finding).toMatchObject({ kind: 'shadowed', ruleId: 'r1', otherIds: ['r0'], pointer: '/rules/1' })
    const { reply: won, explain } = await decide(document, finding?.example?.facts ?? {})
    expect(won?.ruleId).toBe('r0')
    expect(explain[1]).toMatchObject({ outcome: 'shadowed', shadowedBy: 'r0' })
  })
  test('moved up by the fix, it answers', async () => {
    const after = await repaired([general, special])
    expect(after.rules.map(({ id }) => id)).toEqual(['r1', 'r0'])
    expect(await found(after)).toEqual([])
  })
  test('unless it comes first, catches more, waits for something else, or either is off', async () => {
    expect(await kinds([special, general])).toEqual([])
    expect(await kinds([{ ...when(says('boleto'), VIP) }, { ...general }])).toEqual([])
    expect(await kinds([general, { ...special, on: { event: 'conversation-opened' } }])).toEqual([])
    const silent = (rule: Partial<Rule>, minutes: number): Partial<Rule> => ({
      ...rule,
      on: { event: 'customer-silent', minutes },
      event: { type: 'ignore' },
    })
    expect(await kinds([silent(general, 5), silent(special, 9)])).toEqual([])
    expect(await kinds([silent(general, 5), silent(special, 5)])).toEqual(['shadowed r1'])
    expect(await kinds([{ ...general, enabled: false }, special])).toEqual([])
    expect(await kinds([general, { ...special, enabled: false }])).toEqual([])
  })
  test('unless the first may break on a value only known later', async () => {
    const risky: Condition = { fact: 'message.text', operator: 'in', value: { fact: 'contact.tags' } }
    expect(await kinds([{ conditions: { any: [says('boleto'), risky] } }, special])).toEqual([])
  })
  test('or behind several that together do', async () => {
    const both = { ...when(says('boleto', 'pix')), event: reply('os dois') }
    const rules = [when(says('boleto')), { ...when(says('pix')), event: reply('pix') }, both]
    expect(await found(documentOf(rules))).toMatchObject([{ kind: 'shadowed', ruleId: 'r2', otherIds: ['r0', 'r1'] }])
    const weekend = (...value: string[]): Condition => ({ fact: 'calendar.weekday', operator: 'in', value })
    expect(
      await kinds([when(weekend('saturday')), when(weekend('sunday')), when(weekend('saturday', 'sunday'))]),
    ).toEqual(['shadowed r2'])
    expect(
      await kinds([when(weekend('saturday')), when(weekend('sunday')), when(weekend('saturday', 'sunday', 'monday'))]),
    ).toEqual([])
  })
})

describe('background rules', () => {
  test('a second one that does the same under the same conditions is a duplicate', async () => {
    const rules = [
      { ...when(says('boleto', 'pix'), OPEN), ...tag('a') },
      { ...when(OPEN, says('PIX', 'bolêto')), ...tag('a') },
    ]
    expect(await kinds(rules)).toEqual(['duplicate r1'])
    expect(await found(await repaired(rules))).toEqual([])
    expect(await kinds([rules[0] ?? {}, { ...rules[1], ...tag('b') }])).toEqual([])
    expect(await kinds([rules[0] ?? {}, { ...when(OPEN, says('pix')), ...tag('a') }])).toEqual([])
  })
  test('so is a reply rule', async () => {
    expect(
      await kinds([
        { ...when(VIP), event: reply('a') },
        { ...when(VIP), event: reply('a') },
      ]),
    ).toEqual(['duplicate r1'])
  })
  test('what a later and wider one always undoes is a contradiction', async () => {
    const rules = [
      { ...when(VIP, OPEN), ...set('priority', { value: 'high' }) },
      { ...when(VIP), ...set('priority', { value: 'low' }) },
    ]
    const [finding] = await found(documentOf(rules))
    expect(finding).toMatchObject({ kind: 'contradictory', ruleId: 'r0', otherIds: ['r1'] })
    const { background } = await decide(documentOf(rules), finding?.example?.facts ?? {})
    expect(background.map(({ ruleId }) => ruleId)).toEqual(['r0', 'r1'])
    expect((await repaired(rules)).rules.map(({ id }) => id)).toEqual(['r1', 'r0'])
    expect(await found(await repaired(rules))).toEqual([])
  })
  test('but an exception after its rule, overlaps, and other targets are none', async () => {
    const low = { ...when(OPEN), ...set('priority', { value: 'low' }) }
    expect(await kinds([low, { ...when(OPEN, VIP), ...set('priority', { value: 'high' }) }])).toEqual([])
    expect(await kinds([low, { ...when(VIP), ...set('priority', { value: 'high' }) }])).toEqual([])
    expect(await kinds([low, { ...when(OPEN), ...set('status', { value: 'pending' }) }])).toEqual([])
    expect(
      await kinds([
        { ...when(OPEN), ...tag('a') },
        { ...when(OPEN), ...tag('b') },
      ]),
    ).toEqual([])
    expect(
      await kinds([
        { ...when(OPEN), ...set('assign', { team: 'a' }) },
        { ...when(OPEN), ...set('assign', { agent: 'b' }) },
      ]),
    ).toEqual([])
  })
  test('a tag put on and taken off under one condition is one', async () => {
    expect(
      await kinds([
        { ...when(OPEN), ...tag('a') },
        { ...when(OPEN), ...set('tag', { remove: ['a'] }) },
      ]),
    ).toEqual(['contradictory r0'])
  })
})

describe('rules that set each other off', () => {
  const changed = { on: { event: 'status-changed' } as const }
  const state = (value: string) => is('conversation.state', value)
  const to = (value: string) => set('status', { value })
  test('are a circle, followed in the engine', async () => {
    const rules = [
      { ...changed, ...when(state('pending')), ...to('open') },
      { ...changed, ...when(state('open')), ...to('pending') },
    ]
    const [finding, ...others] = await found(documentOf(rules))
    expect(others).toEqual([])
    expect(finding).toMatchObject({ kind: 'loop', severity: 'error', ruleId: 'r0', otherIds: ['r1'] })
  })
  test('across two events, too', async () => {
    const teams = (from: string, team: string) => ({
      on: { event: 'assigned' } as const,
      ...when(is('conversation.team', from)),
      ...set('assign', { team }),
    })
    expect(await kinds([teams('a', 'b'), teams('b', 'c'), teams('c', 'a')])).toEqual(['loop r0'])
  })
  test('but not when one stops, a tag breaks the circle, or they only happen to touch', async () => {
    const closing = [
      { ...changed, ...when(state('pending')), ...to('open') },
      { ...changed, ...when(state('open')), ...to('resolved') },
    ]
    expect(await kinds(closing)).toEqual([])
    const once = is('conversation.tags', 'já', 'doesNotContain')
    expect(
      await kinds([
        { ...changed, ...when(state('pending'), once), ...to('open') },
        { ...changed, ...when(state('pending')), ...tag('já') },
        { ...changed, ...when(state('open')), ...to('pending') },
      ]),
    ).toEqual([])
    expect(await kinds([{ ...changed, ...when(OPEN), ...to('open') }])).toEqual([])
  })
  test('an answer to an undelivered message is one unless it tires', async () => {
    const failed = { on: { event: 'delivery-failed' } as const, event: reply('Chegou?') }
    const calm = is('conversation.bot_attempts', 3, 'lessThan')
    expect(await kinds([{ ...failed, ...when(OPEN) }])).toEqual(['loop r0'])
    expect(await kinds([{ ...failed, ...when(OPEN, calm) }])).toEqual([])
    expect(await found(await repaired([{ ...failed, ...when(OPEN) }]))).toEqual([])
    expect(await kinds([{ ...failed, ...when(OPEN), event: { type: 'escalate', params: { text: 'Oi' } } }])).toEqual([])
  })
})

describe('facts that ask the AI', () => {
  const asked = is('ai.intent', 'cancelar')
  test('want a cheap condition before them', async () => {
    expect(await kinds([when(asked)])).toEqual(['unguarded-ai r0'])
    expect(await kinds([{ conditions: { any: [asked, says('cancelar')] } }])).toEqual(['unguarded-ai r0'])
    expect(await kinds([when(says('cancelar'), asked)])).toEqual([])
    expect(await kinds([when(is('ai.sentiment', 'negative'), OPEN)])).toEqual([])
    expect(await kinds([{ ...when(asked), on: { event: 'csat-answered' } }])).toEqual([])
  })
})

describe('words of a list', () => {
  test('are not needed beside a shorter one or the same in other letters', async () => {
    const rules = [when(says('boleto', 'segunda via do boleto', 'pix', 'PÍX'))]
    const document = documentOf(rules)
    const findings = await found(document)
    expect(findings).toMatchObject([
      {
        kind: 'keyword-subsumed',
        pointer: '/rules/0/conditions/all/0/value/1',
        example: { facts: { 'message.text': 'segunda via do boleto' } },
      },
      { kind: 'keyword-subsumed', pointer: '/rules/0/conditions/all/0/value/3' },
    ])
    const after = applyEdits(document, findings[1]?.fix?.edits ?? [])
    expect(await found(after)).toHaveLength(1)
  })
  test('with “all”, the shorter one is the one not needed', async () => {
    const all = (...value: string[]): Condition => ({ fact: 'message.text', operator: 'hasAllWords', value })
    expect(await found(documentOf([when(all('boleto', 'segunda via do boleto'))]))).toMatchObject([
      { pointer: '/rules/0/conditions/all/0/value/0' },
    ])
  })
  test('unless they only share letters', async () => {
    expect(await kinds([when(says('via', 'viagem', 'segunda-feira', 'segunda via x'))])).toEqual([
      'keyword-subsumed r0',
    ])
    expect(await kinds([when(says('via', 'viagem', 'vi', 'a via-férrea'.replace('via', 'vai')))])).toEqual([])
  })
  test('of a shared condition are told once, where they stand', async () => {
    const rule = when({ condition: 'pagar' }, OPEN)
    const document = documentOf([rule, { ...when({ condition: 'pagar' }), event: reply('x') }], {
      pagar: { all: [says('pix', 'o pix')] },
    })
    const [finding, ...others] = await found(document)
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      kind: 'keyword-subsumed',
      ruleId: null,
      pointer: '/conditions/pagar/all/0/value/1',
    })
    expect(await found(applyEdits(document, finding?.fix?.edits ?? []))).toEqual([])
  })
})

describe('operands that validation cannot judge', () => {
  const field = (operator: string, value: unknown) =>
    when({ fact: 'contact.attributes', path: '$.x', operator, value } as Condition)
  test('are told when their type cannot work', async () => {
    expect(await kinds([field('in', 5)])).toEqual(['type r0'])
    expect(await kinds([field('lessThan', 'muito')])).toContain('type r0')
    expect(await kinds([field('equal', ['a'])])).toContain('type r0')
    const mixed: Condition = { fact: 'message.length', operator: 'equal', value: { fact: 'contact.name' } }
    expect(await kinds([when(mixed)])).toEqual(['type r0'])
  })
  test('and left alone when it can', async () => {
    expect(
      await kinds([
        field('in', ['a', 5]),
        field('lessThan', '2026-01-01'),
        field('hasAnyWord', 'a'),
        field('greaterThan', 5),
      ]),
    ).toEqual([])
    expect(
      await kinds([when({ fact: 'message.length', operator: 'equal', value: { fact: 'contact.conversations' } })]),
    ).toEqual([])
  })
})

describe('names', () => {
  const references: References = { teams: ['Vendas', 'Suporte'], tags: ['vip'], inboxes: ['Loja'], agents: ['Ana'] }
  const named = (rule: Partial<Rule>) => kinds([{ ...when(VIP), ...rule }], references)
  test('nobody knows are told, only when the known ones are given', async () => {
    const lost = { event: { type: 'escalate', params: { team: 'Vendes', agent: 'Bia' } } }
    expect(await named(lost)).toEqual(['unknown-team r0', 'unknown-agent r0'])
    expect(await kinds([{ ...when(VIP), ...lost }])).toEqual([])
    expect(await named({ event: { type: 'route', params: { inbox: 'Outra' } } })).toEqual(['unknown-inbox r0'])
    expect(await named(when(is('conversation.team', 'Compras')))).toEqual(['unknown-team r0'])
    expect((await repaired([{ ...when(VIP), ...lost }], references)).rules[0]?.event.params?.team).toBe('Vendas')
  })
  test('are known whatever their case, and templates are not names', async () => {
    expect(await named({ event: { type: 'escalate', params: { team: 'vendas', agent: 'ANA' } } })).toEqual([])
    expect(await named({ event: { type: 'route', params: { team: '{{contact.attributes.time}}' } } })).toEqual([])
  })
  test('tags that nobody has and nobody sets', async () => {
    const asks = (name: string) => when(is('conversation.tags', name, 'contains'))
    expect(await named(asks('nova'))).toEqual(['unknown-tag r0'])
    expect(await named(asks('vip'))).toEqual([])
    expect(await kinds([asks('nova'), { ...when(VIP), ...tag('nova') }], references)).toEqual([])
  })
})

describe('the law', () => {
  const person = { ...when(says('atendente', 'humano', 'pessoa')), event: { type: 'escalate', params: { team: 'a' } } }
  const asks = { ...when(says('oi')), event: reply('Olá! Informe seu CPF para continuar.') }

  test('asking for a document before a person can be reached', async () => {
    expect(await kinds([asks])).toEqual(['asks-cpf-first r0'])
    expect(
      await kinds([
        { ...asks, event: { type: 'ask-ai', params: { instructions: 'Primeiro peça o CNPJ ao cliente.' } } },
      ]),
    ).toEqual(['asks-cpf-first r0'])
    expect(await kinds([{ ...asks, event: reply('Por favor, indique su DNI.') }])).toEqual(['asks-cpf-first r0'])
  })
  test('but not once a person can, or when no document is asked for', async () => {
    expect(await kinds([person, asks])).toEqual([])
    expect(await kinds([asks, person])).toEqual([])
    for (const said of [
      'Nunca pedimos seu CPF.',
      'Não envie seu CPF por aqui.',
      'Recebemos seu documento.',
      'A nota sai com CPF.',
    ])
      expect(await kinds([{ ...asks, event: reply(said) }]), said).toEqual([])
  })
  test('a rule for people that the asking one overtakes is no way to a person', async () => {
    const first = { ...when(is('contact.first_contact', true)), event: asks.event }
    expect(
      await kinds([
        first,
        { ...person, ...when(says('atendente', 'humano', 'pessoa'), is('contact.first_contact', false)) },
      ]),
    ).toEqual(['asks-cpf-first r0'])
  })

  test('silence out of hours', async () => {
    expect(await kinds([{ ...when(CLOSED), event: { type: 'ignore' } }])).toEqual(['silent-out-of-hours r0'])
    expect(await kinds([{ ...when(OPEN, says('boleto')), event: reply('Aqui está') }])).toEqual([
      'silent-out-of-hours r0',
    ])
  })
  test('but not when somebody was told, something narrower is ignored, or a rule speaks then', async () => {
    const told = {
      ...when(CLOSED, is('conversation.tags', 'avisado', 'doesNotContain')),
      event: reply('Voltamos amanhã'),
    }
    expect(await kinds([told, { ...when(CLOSED), event: { type: 'ignore' } }])).toEqual([])
    expect(await kinds([{ ...when(CLOSED, says('spam')), event: { type: 'ignore' } }])).toEqual([])
    expect(
      await kinds([
        { ...when(OPEN, says('boleto')), event: reply('Aqui') },
        { ...when(CLOSED), event: reply('Voltamos') },
      ]),
    ).toEqual([])
    expect(await kinds([{ ...when(OPEN, says('boleto')), event: reply('Aqui') }, person])).toEqual([])
  })

  test('free text outside the WhatsApp window', async () => {
    const reminds = {
      on: { event: 'customer-silent', minutes: 1_500 } as const,
      event: reply('Ainda precisa de ajuda?'),
    }
    const rules = [{ ...when(says('boleto')), ...reminds }]
    const [finding] = await found(documentOf(rules))
    expect(finding).toMatchObject({ kind: 'outside-window', example: { facts: { 'window.open': false } } })
    expect(await found(await repaired(rules))).toEqual([])
    expect(await kinds([{ ...when(is('window.open', true)), ...reminds }])).toEqual([])
    expect(await kinds([{ ...when(is('conversation.channel', 'email')), ...reminds }])).toEqual([])
    expect(await kinds([{ ...when(OPEN), ...reminds, event: { type: 'route', params: { team: 'a' } } }])).toEqual([])
    expect(await kinds([{ ...when(says('boleto')), event: reminds.event }])).toEqual([])
    const { params } = reminds.event as { params: object }
    const named = {
      ...reminds.event,
      params: { ...params, template: { ref: 'retorno', variables: { 1: '{{contact.name}}' } } },
    }
    expect(await kinds([{ ...when(says('boleto')), ...reminds, event: named }])).toEqual([])
  })

  test('advertising to people who wait', async () => {
    const sells = { type: 'escalate', params: { text: 'Já chamamos alguém. Enquanto isso, aproveite nossas ofertas!' } }
    expect(await kinds([{ ...when(says('humano')), event: sells }])).toEqual(['marketing-while-waiting r0'])
    const waiting = when(is('conversation.waiting_minutes', 5, 'greaterThan'))
    expect(await kinds([{ ...waiting, event: reply('Use o cupom VOLTA com 10% de desconto.') }])).toEqual([
      'marketing-while-waiting r0',
    ])
    expect(await kinds([{ ...when(says('oi')), event: reply('Use o cupom VOLTA.') }])).toEqual([])
    expect(await kinds([{ ...when(says('cupom')), event: sells }])).toEqual([])
    for (const text of [
      'Uma pessoa vai ver o desconto do seu pedido.',
      'Não temos 10% de desconto hoje, já chamamos alguém.',
    ])
      expect(await kinds([{ ...when(says('humano')), event: { type: 'escalate', params: { text } } }]), text).toEqual(
        [],
      )
  })
})

describe('the Doctor', () => {
  test('hints that some messages match no reply rule, with such a message, unless one rule catches all', async () => {
    const document = documentOf([when(says('boleto'))])
    const [hint] = await diagnose(document)
    expect(hint).toMatchObject({ kind: 'no-default', severity: 'hint', ruleId: null })
    expect((await decide(document, { ...hint?.example?.facts })).reply).toBeNull()
    const rest = when(is('message.text', true, 'isPresent'))
    expect(await diagnose(documentOf([when(says('boleto')), { ...rest, event: reply('Oi') }]))).toEqual([])
    expect(await diagnose(documentOf([{ ...when(says('boleto')), ...tag('a') }]))).toEqual([])
  })
  test('finds nothing wrong with the shop of the design', async () => {
    expect(await found(SHOP)).toEqual([])
  })
  test('speaks three languages', async () => {
    const document = documentOf([
      when(OPEN, CLOSED),
      when(says('pix', 'o pix')),
      { ...when(says('pix')), event: reply('x') },
    ])
    const said = await Promise.all(LOCALES.map((locale) => diagnose(document, { locale })))
    expect(new Set(said.map((findings) => findings.length)).size).toBe(1)
    for (const [index] of said[0]?.entries() ?? [])
      expect(new Set(said.map((findings) => findings[index]?.message)).size).toBe(LOCALES.length)
  })
  test('says nothing of what it cannot read, and never throws', async () => {
    const broken = {
      name: 'x',
      facts: 1,
      rules: [
        null,
        5,
        {},
        { id: 'a', name: 'a', lane: 'reply', event: { type: 'ignore' }, conditions: { all: [] } },
        { id: 'b', name: 'b', lane: 'reply', event: { type: 'ignore' }, conditions: { all: [{ fact: 'x' }] } },
        { id: 'c', name: 'c', lane: 'reply', event: { type: 'ignore' }, conditions: { condition: 'none' } },
      ],
    }
    expect(await diagnose(broken as unknown as RuleDocument)).toEqual([])
  })
  test('asked twice at once, answers both about their own document', async () => {
    const doctor = createDoctor()
    const [one, other] = await Promise.all([
      doctor.diagnose(documentOf([when(OPEN, CLOSED)])),
      doctor.diagnose(documentOf([when(says('pix', 'o pix'))])),
    ])
    expect(one.map(({ kind }) => kind)).toContain('dead')
    expect(other.map(({ kind }) => kind)).toContain('keyword-subsumed')
  })
})
