import { expect, test } from 'vitest'
import { type Condition, decide, type Group, prepareDocument } from '../src/index.ts'
import { documentOf } from './documents.ts'
import { plainResults } from './plain-engine.ts'

const messages = 50

// 200 rules in both lanes; half of them read a fact that takes from 5 to 65 ms to come, each message another time.
const document = documentOf(
  Array.from({ length: 200 }, (_, index) => {
    const length: Condition = { fact: 'message.length', operator: 'greaterThanInclusive', value: index % 60 }
    const intent: Condition = { fact: 'ai.intent', operator: 'equal', value: `i${index % 5}` }
    const conditions: Group = { all: index % 2 === 0 ? [length] : [length, intent] }
    return { lane: index % 10 === 9 ? 'reply' : 'background', conditions }
  }),
)
const factsOf = (index: number) => ({ 'message.length': index, 'message.text': `mensagem ${index}` })
const intentOf = (index: number) => ({ 'ai.intent': `i${index % 7}` })
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('fifty messages at once over one prepared document, with facts that come late, lose no match: finding 3', async () => {
  const prepared = prepareDocument(document)
  const decisions = await Promise.all(
    Array.from({ length: messages }, (_, index) =>
      decide(prepared, factsOf(index), {
        explain: index % 2 === 0 ? 'all' : 'matched',
        lazy: {
          names: new Set(['ai.intent', 'ai.sentiment']),
          async fetch(names) {
            expect(names).toEqual(['ai.intent'])
            await later(5 + ((index * 37) % 60))
            return intentOf(index)
          },
        },
      }),
    ),
  )
  let matches = 0
  for (const [index, { reply, background }] of decisions.entries()) {
    const ends = await plainResults(document, { ...factsOf(index), ...intentOf(index) })
    const matched = document.rules.filter((_, position) => {
      const end = ends[position]
      return end !== undefined && end !== 'error' && end.result === true
    })
    matches += matched.length
    expect(reply?.ruleId).toBe(matched.find(({ lane }) => lane === 'reply')?.id)
    const ids = matched.filter(({ lane }) => lane === 'background').map(({ id }) => id)
    expect(background.map(({ ruleId }) => ruleId)).toEqual(ids)
  }
  expect(matches).toBeGreaterThan(1_000)
})
