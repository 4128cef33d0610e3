import { describe, expect, test } from 'vitest'
import { CATALOGUE, decide, extendCatalogue, prepareDocument, type Rule, text } from '../src/index.ts'
import { documentOf, SHOP } from './documents.ts'

const says = (...words: string[]): Rule['conditions'] => ({
  all: [{ fact: 'message.text', operator: 'hasAnyWord', value: words }],
})

describe('lanes', () => {
  test('the first reply that matches wins and later ones are shadowed by it', async () => {
    const document = documentOf([
      { conditions: says('tchau') },
      { conditions: says('oi') },
      { conditions: says('oi', 'olá') },
      { conditions: says('tchau') },
    ])
    const { reply, explain } = await decide(document, { 'message.text': 'oi' })
    expect(reply?.ruleId).toBe('r1')
    expect(explain.map(({ outcome }) => outcome)).toEqual(['failed', 'matched', 'shadowed', 'failed'])
    expect(explain[2]?.shadowedBy).toBe('r1')
  })

  test('every background rule that matches acts, in the order of the document, whatever replied', async () => {
    const document = documentOf([
      { lane: 'background', conditions: says('oi') },
      { lane: 'reply', conditions: says('oi') },
      { lane: 'background', conditions: says('oi') },
    ])
    const { reply, background } = await decide(document, { 'message.text': 'oi' })
    expect(reply?.ruleId).toBe('r1')
    expect(background.map(({ ruleId, event }) => [ruleId, event])).toEqual([
      ['r0', { type: 'note', params: { text: 'nota 0' } }],
      ['r2', { type: 'note', params: { text: 'nota 2' } }],
    ])
  })

  test('the document of the design answers outside business hours, and not to a VIP', async () => {
    const closed = { 'calendar.open': false, 'message.text': 'e o boleto?' }
    const one = await decide(SHOP, closed)
    expect(one.reply?.ruleId).toBe('fora-do-horario')
    expect(one.background.map(({ ruleId }) => ruleId)).toEqual(['etiqueta-boleto'])
    const two = await decide(SHOP, { ...closed, 'contact.tags': ['vip'] })
    expect(two.reply).toBeNull()
  })

  test('a disabled rule never matches and says so', async () => {
    const { reply, explain } = await decide(documentOf([{ enabled: false }, {}]), { 'message.text': 'oi' })
    expect(reply?.ruleId).toBe('r1')
    expect(explain[0]).toEqual({ id: 'r0', name: 'Regra 0', lane: 'reply', outcome: 'disabled', tree: null })
  })

  test('a lane that was not asked for, or replies while a human owns the conversation, are explained as not evaluated', async () => {
    const document = documentOf([{}, { lane: 'background' }])
    const facts = { 'message.text': 'oi' }
    const owned = await decide(document, facts, { skipReply: 'human-owner' })
    expect(owned.reply).toBeNull()
    expect(owned.background).toHaveLength(1)
    expect(owned.explain[0]).toMatchObject({ outcome: 'not-evaluated', reason: 'human-owner', tree: null })
    const replyOnly = await decide(document, facts, { lanes: ['reply'] })
    expect(replyOnly.background).toEqual([])
    expect(replyOnly.explain[1]).toMatchObject({ outcome: 'not-evaluated', reason: 'lane-not-asked' })
  })
})

describe('quarantine', () => {
  const broken: Rule['conditions'] = { all: [{ fact: 'message.length', operator: 'in', value: 5 }] }

  test('a rule whose comparison throws is set apart and the others are decided', async () => {
    const document = documentOf([{ conditions: broken }, {}, { lane: 'background', conditions: broken }])
    const { reply, explain } = await decide(document, { 'message.text': 'oi', 'message.length': 2 })
    expect(reply?.ruleId).toBe('r1')
    expect(explain.map(({ outcome }) => outcome)).toEqual(['error', 'matched', 'error'])
    expect(explain[0]).toMatchObject({ reason: 'operator-threw', tree: { result: null } })
    expect(explain[0]?.failedAt?.map(({ at }) => at)).toEqual(['/rules/0/conditions/all/0'])
  })

  test('an error inside a decorated or negated comparison is never taken for a match', async () => {
    const document = documentOf([
      { conditions: { all: [{ fact: 'message.length', operator: 'not:in', value: 5 }] } },
      { conditions: { not: { fact: 'message.length', operator: 'in', value: 5 } } },
      {
        conditions: {
          any: [
            { fact: 'message.length', operator: 'in', value: 5 },
            { fact: 'message.text', operator: 'isPresent', value: true },
          ],
        },
      },
    ])
    const { reply, explain } = await decide(document, { 'message.text': 'oi', 'message.length': 2 })
    expect(reply).toBeNull()
    expect(explain.map(({ outcome }) => outcome)).toEqual(['error', 'error', 'error'])
  })

  test("a plugin's operator that throws or answers something truthy neither breaks the others nor matches", async () => {
    const label = text('x', 'x', 'x')
    const operator = (name: string, test: () => unknown) =>
      ({ name, types: ['string'], operand: 'text', label, negated: label, test: test as () => boolean }) as const
    const catalogue = extendCatalogue(CATALOGUE, {
      operators: [
        operator('explodes', () => {
          throw new Error('boom')
        }),
        operator('truthy', () => 'yes'),
      ],
    })
    const rule = (name: string): Rule['conditions'] => ({ all: [{ fact: 'message.text', operator: name, value: 'x' }] })
    const document = documentOf([{ conditions: rule('explodes') }, { conditions: rule('truthy') }, {}])
    const { reply, explain } = await decide(document, { 'message.text': 'oi' }, { catalogue })
    expect(reply?.ruleId).toBe('r2')
    expect(explain.map(({ outcome }) => outcome)).toEqual(['error', 'failed', 'matched'])
  })

  test('what is no document is refused with a sentence', async () => {
    for (const nothing of [null, 5, 'x', [], {}, { rules: {} }])
      await expect(decide(nothing as never, {})).rejects.toThrow('"rules" must be a list')
    await expect(decide({ rules: new Array(10_001) } as never, {})).rejects.toThrow('at most 10000')
  })
})

describe('facts', () => {
  test('a missing fact is undefined: only notEqual, notIn, isEmpty and negations hold of it', async () => {
    const holds = async (operator: string, value: unknown) => {
      const conditions = { all: [{ fact: 'contact.name', operator, value }] } as Rule['conditions']
      return (await decide(documentOf([{ conditions }]), {})).reply !== null
    }
    const words = ['hasAnyWord', 'hasAllWords', 'hasNoneOfWords']
    for (const operator of words) expect([operator, await holds(operator, ['x'])]).toEqual([operator, false])
    for (const operator of [
      'containsText',
      'equalsText',
      'startsWithText',
      'equal',
      'contains',
      'lessThan',
      'greaterThan',
    ])
      expect([operator, await holds(operator, 'x')]).toEqual([operator, false])
    expect(await holds('doesNotContain', 'x')).toBe(false)
    expect(await holds('isPresent', true)).toBe(false)
    expect(await holds('isEmpty', true)).toBe(true)
    expect(await holds('notEqual', 'x')).toBe(true)
    expect(await holds('notIn', ['x'])).toBe(true)
    expect(await holds('not:hasAnyWord', ['x'])).toBe(true)
  })

  test('functions are not called and promises are not awaited: facts are data', async () => {
    let called = false
    const facts = {
      'message.text': () => {
        called = true
        return 'oi'
      },
      'contact.name': Promise.resolve('Ana'),
    }
    const document = documentOf([
      {},
      { conditions: { all: [{ fact: 'contact.name', operator: 'isPresent', value: true }] } },
    ])
    const { reply } = await decide(document, facts)
    expect([reply, called]).toEqual([null, false])
  })

  test('a prepared document decides as the document itself, and neither the document nor the facts change', async () => {
    const facts = { 'calendar.open': false, 'message.text': 'boleto', 'contact.tags': ['novo'] }
    const before = structuredClone({ SHOP, facts })
    const direct = await decide(SHOP, facts)
    expect(await decide(prepareDocument(SHOP), facts)).toEqual(direct)
    expect({ SHOP, facts }).toEqual(before)
  })
})

test('fifty decisions at once over one prepared document lose nothing and mix nothing up', async () => {
  const prepared = prepareDocument(
    documentOf(
      Array.from({ length: 100 }, (_, index) => ({
        lane: index % 2 === 0 ? 'reply' : 'background',
        conditions: { all: [{ fact: 'message.length', operator: 'greaterThanInclusive', value: index }] },
      })),
    ),
  )
  const decisions = await Promise.all(
    Array.from({ length: 50 }, (_, length) => decide(prepared, { 'message.length': length })),
  )
  decisions.forEach(({ reply, background, explain }, length) => {
    expect(reply?.ruleId).toBe('r0')
    expect(background).toHaveLength(Math.ceil(length / 2))
    expect(explain.filter(({ outcome }) => outcome === 'failed')).toHaveLength(99 - length)
    expect(explain).toHaveLength(100)
  })
})
