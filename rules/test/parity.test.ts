import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide, type Rule, type RuleDocument } from '../src/index.ts'
import { anyDocument, anyFacts, documentOf } from './documents.ts'
import { OWN, plainEngine } from './plain-engine.ts'

type Facts = Record<string, unknown>

const alone = async (document: RuleDocument, index: number, facts: Facts) => {
  try {
    const { results } = await plainEngine(document, [index]).run(facts)
    return results.length === 1
  } catch {
    return 'error'
  }
}

test("the engine's own operators answer as they do in the engine, for every pair of values", async () => {
  const values = [undefined, null, true, false, 0, 1, 9, 10, '', 'a', 'ab', '9', '10', '12abc', ['a', 1], [], { a: 1 }]
  for (const operator of OWN)
    for (const actual of values)
      for (const value of values.slice(1)) {
        const conditions = { all: [{ fact: 'a.text', operator, value }] } as Rule['conditions']
        const document = documentOf([{ conditions }])
        const facts = actual === undefined ? {} : { 'a.text': actual }
        const { explain } = await decide(document, facts)
        const ended = explain[0]?.outcome === 'error' ? 'error' : explain[0]?.outcome === 'matched'
        // An object as value is a reference to a fact; without a name it is no document of ours.
        if (typeof value === 'object' && value !== null && !Array.isArray(value)) expect(ended).toBe('error')
        else
          expect([operator, actual, value, ended]).toEqual([operator, actual, value, await alone(document, 0, facts)])
      }
})

test('each rule ends as plain json-rules-engine ends it alone: matched, failed or in error', async () => {
  const seen = { error: 0, true: 0, false: 0 }
  await fc.assert(
    fc.asyncProperty(anyDocument, anyFacts, async (document, facts) => {
      const { explain } = await decide(document, facts)
      for (const [index, { outcome }] of explain.entries()) {
        const ours = outcome === 'error' ? 'error' : outcome === 'matched' || outcome === 'shadowed'
        seen[`${ours}`]++
        expect(ours).toBe(await alone(document, index, facts))
      }
    }),
    { numRuns: 400, seed: 7 },
  )
  // Random documents are worth something only if each ending is common among them.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100)
})

test('where no rule breaks, the matched rules and their order are those of one plain engine run', async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(anyDocument, anyFacts, async (document, facts) => {
      const { explain, reply, background } = await decide(document, facts)
      if (explain.some(({ outcome }) => outcome === 'error')) return
      compared++
      const { results } = await plainEngine(document).run(facts)
      const matched = explain.filter(({ outcome }) => outcome === 'matched' || outcome === 'shadowed')
      const names = results.map(({ name }) => document.rules[Number(name)]?.id ?? '')
      expect(matched.map(({ id }) => id)).toEqual(names)
      const lane = (name: string) => document.rules.find(({ id }) => id === name)?.lane
      expect(reply?.ruleId).toBe(names.find((name) => lane(name) === 'reply'))
      expect(background.map(({ ruleId }) => ruleId)).toEqual(names.filter((name) => lane(name) === 'background'))
    }),
    { numRuns: 400, seed: 8 },
  )
  expect(compared).toBeGreaterThan(50)
})

test('the tree adds up to the verdict: groups follow from their parts, and no comparison is left out', async () => {
  type Node = NonNullable<Awaited<ReturnType<typeof decide>>['explain'][number]['tree']>
  const sum = (node: Node | Node['parts'][number]): boolean | null => {
    if ('fact' in node) return node.result
    const parts = node.parts.map(sum)
    if (node.group === 'condition') return parts[0] ?? null
    if (node.group === 'not') return parts[0] === null ? null : !parts[0]
    const settles = node.group === 'any'
    if (parts.includes(settles)) return settles
    return parts.includes(null) ? null : !settles
  }
  await fc.assert(
    fc.asyncProperty(anyDocument, anyFacts, async (document, facts) => {
      for (const { outcome, tree } of (await decide(document, facts)).explain) {
        if (tree === null || outcome === 'error') continue
        expect(sum(tree)).toBe(tree.result)
      }
    }),
    { numRuns: 300, seed: 9 },
  )
})
