import { decide, prepareDocument } from '@faladesk/rules'
import { compiledOf } from '../../../rules/src/compiled.ts'
import { plainFacts } from '../../../rules/src/snapshot.ts'
import { TRUE } from '../../../rules/src/truth.ts'
import { answerOf, type Contestant } from './contestants.ts'

const lazyNames: ReadonlySet<string> = new Set(['ai.intent', 'ai.sentiment'])

/** What production runs for every message. */
export const ours: Contestant = {
  name: 'Faladesk',
  async prepare({ document }) {
    const prepared = prepareDocument(document)
    return ({ facts, ai }) =>
      async () => {
        const lazy = { names: lazyNames, fetch: async () => ai }
        const { reply, background } = await decide(prepared, facts, { lazy, explain: 'matched' })
        return { reply: reply?.ruleId ?? null, background: background.map(({ ruleId }) => ruleId) }
      }
  },
}

/** The limit: index and closures with every fact known beforehand, nothing judged, nothing explained. */
export const limit: Contestant = {
  name: 'index + closures',
  async prepare(workload) {
    const { index, closure } = compiledOf(prepareDocument(workload.document))
    return ({ facts, ai }) => {
      const all = plainFacts({ ...facts, ...ai })
      return () =>
        answerOf(
          workload,
          index.candidates(all).filter((position) => closure(position)(all) === TRUE),
        )
    }
  },
}
