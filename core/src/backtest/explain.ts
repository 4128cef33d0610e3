import { type Catalogue, decide } from '@faladesk/rules'
import type { WorkflowExplanation } from '../decide/ask-workflows.ts'
import type { Facts } from '../decide/facts.ts'
import { triggersOf } from '../decide/happening.ts'
import { fromPast, lazyNames, partFacts, preparedFrom } from './past.ts'

export interface Explained {
  facts: Facts
  happened: Parameters<typeof triggersOf>[0]
  explanation: readonly WorkflowExplanation[]
  documents: readonly { id: string; version: number; document: unknown }[]
}

/** Computes again what every rule of a decision said, from the versions and the facts it was taken with. */
export const explainAgain = (
  { facts, happened, explanation, documents }: Explained,
  catalogue: Catalogue,
): Promise<WorkflowExplanation[]> => {
  const names = lazyNames(catalogue)
  const { eager, late } = partFacts(facts, names)
  return Promise.all(
    explanation.map(async ({ partial, ...one }) => {
      const found = documents.find(({ id, version }) => id === one.workflowId && version === one.version)
      if (!found) return { ...one, ...(partial && { partial }) }
      const { explain } = await decide(preparedFrom(found.document, catalogue), eager, {
        ...(one.silent && { skipReply: one.silent }),
        ...(one.stopped && { stopped: new Set(one.stopped) }),
        events: triggersOf(happened),
        lazy: { names, fetch: fromPast(late) },
        explain: 'all',
      })
      return { ...one, rules: explain }
    }),
  )
}
