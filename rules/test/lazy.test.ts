import { describe, expect, test } from 'vitest'
import { type Condition, decide, type Rule } from '../src/index.ts'
import { documentOf } from './documents.ts'

const tagged = (tag: string): Condition => ({ fact: 'contact.tags', operator: 'contains', value: tag })
const intent = (value: string): Condition => ({ fact: 'ai.intent', operator: 'equal', value })
const online: Condition = { fact: 'agents.online', operator: 'greaterThan', value: 0 }
const all = (...parts: Condition[]): Partial<Rule> => ({ conditions: { all: parts } })
const any = (...parts: Condition[]): Partial<Rule> => ({ conditions: { any: parts } })
const acts = { lane: 'background' } as const

// Decides, and tells what was asked for in each request.
async function asking(
  rules: readonly Partial<Rule>[],
  facts: Record<string, unknown>,
  known: Record<string, unknown> | Error = {},
) {
  const requests: (readonly string[])[] = []
  const decision = await decide(documentOf(rules), facts, {
    lazy: {
      names: new Set(['ai.intent', 'ai.sentiment', 'ai.status', 'agents.online', 'agents.queue']),
      async fetch(names) {
        requests.push(names)
        if (known instanceof Error) throw known
        return known
      },
    },
  })
  return { ...decision, requests }
}

describe('a lazy fact', () => {
  test('is not fetched when no rule that could still match reads it', async () => {
    const { requests, fetched } = await asking(
      [all(tagged('vip'), intent('x')), { ...acts, ...all(tagged('a'), online) }],
      {
        'contact.tags': ['novo'],
      },
    )
    expect([requests, fetched]).toEqual([[], []])
  })

  test('is fetched, once and together with all that is needed, when an undecided rule needs it', async () => {
    const { reply, background, requests, fetched } = await asking(
      [all(intent('cancelar'), tagged('vip')), { ...acts, ...all(online) }, { ...acts, ...all(intent('cancelar')) }],
      { 'contact.tags': ['vip'] },
      { 'ai.intent': 'cancelar', 'agents.online': 2 },
    )
    expect(reply?.ruleId).toBe('r0')
    expect(background.map(({ ruleId }) => ruleId)).toEqual(['r1', 'r2'])
    expect(requests).toEqual([['ai.intent', 'agents.online']])
    expect(fetched).toEqual(['ai.intent', 'agents.online'])
  })

  test('is not fetched for a part that cannot change its rule any more', async () => {
    const rule = any(tagged('vip'), { all: [tagged('novo'), intent('x')] }, { all: [tagged('velho'), online] })
    expect((await asking([rule], { 'contact.tags': ['vip'] })).requests).toEqual([])
    expect((await asking([rule], { 'contact.tags': ['velho'] })).requests).toEqual([['agents.online']])
  })

  test('comes with the facts of its group that rules read, because one call brings them all', async () => {
    const sentiment: Condition = { fact: 'ai.sentiment', operator: 'equal', value: 'negative' }
    const { requests } = await asking([all(intent('x')), { ...acts, ...all(tagged('vip'), sentiment) }], {})
    expect(requests).toEqual([['ai.intent', 'ai.sentiment']])
  })

  test('is fetched for a reply only above the first reply that matches for certain', async () => {
    const facts = { 'contact.tags': ['vip'] }
    const below = await asking([all(tagged('vip')), all(intent('x'))], facts)
    expect(below.requests).toEqual([])
    expect(below.explain[1]).toMatchObject({ outcome: 'not-evaluated', reason: 'not-needed', tree: null })
    const above = await asking([all(intent('x')), all(tagged('vip'))], facts, { 'ai.intent': 'x' })
    expect([above.reply?.ruleId, above.requests]).toEqual(['r0', [['ai.intent']]])
    expect(above.explain.map(({ outcome }) => outcome)).toEqual(['matched', 'shadowed'])
    // A reply that is certain although it reads a lazy fact spares the ones below it, too.
    const certain = await asking([any(tagged('vip'), online), all(intent('x'))], facts)
    expect([certain.reply?.ruleId, certain.requests]).toEqual(['r0', []])
  })

  test('is fetched after all when the reply that seemed certain broke in the engine', async () => {
    // An order of something that is no value at all throws only where it is compared, which a certain rule spares itself.
    const breaks = any(tagged('vip'), { fact: 'contact.attributes', operator: 'lessThan', value: 3 })
    const facts = { 'contact.tags': ['vip'], 'contact.attributes': Object.create(null) }
    const { reply, requests, explain } = await asking([breaks, all(intent('x')), all(tagged('vip'))], facts, {
      'ai.intent': 'x',
    })
    expect(explain.map(({ outcome }) => outcome)).toEqual(['error', 'matched', 'shadowed'])
    expect([reply?.ruleId, requests]).toEqual(['r1', [['ai.intent']]])
  })

  test('that cannot be fetched is missing, and nothing rejects', async () => {
    const rules = [all(intent('x')), all({ not: intent('x') }), { ...acts, ...all(tagged('vip')) }]
    for (const failure of [new Error('timeout'), null as never, 'nothing' as never, { 'ai.intent': undefined }]) {
      const { reply, background, fetched } = await asking(rules, { 'contact.tags': ['vip'] }, failure)
      expect([reply?.ruleId, background.length, fetched]).toEqual(['r1', 1, ['ai.intent']])
    }
  })

  test('that was supplied is not fetched, and one that nobody asked for changes nothing', async () => {
    const supplied = await asking([all(intent('x'))], { 'ai.intent': 'x' }, { 'ai.intent': 'y' })
    expect([supplied.reply?.ruleId, supplied.requests]).toEqual(['r0', []])
    const more = { 'ai.intent': 'x', 'contact.tags': ['vip'] }
    const unasked = await asking([all(intent('x'), tagged('vip'))], { 'contact.tags': ['novo'] }, more)
    expect(unasked.reply).toBeNull()
  })

  test('is decided over the facts as they were when the decision began', async () => {
    const facts = { 'contact.tags': ['vip'], 'message.length': 3 }
    const rule = all(intent('x'), { fact: 'message.length', operator: 'equal', value: 3 })
    const { reply } = await decide(documentOf([rule]), facts, {
      lazy: {
        names: new Set(['ai.intent']),
        async fetch() {
          facts['message.length'] = 4
          return { 'ai.intent': 'x' }
        },
      },
    })
    expect(reply?.ruleId).toBe('r0')
  })
})
