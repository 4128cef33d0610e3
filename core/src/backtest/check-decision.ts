import { type Catalogue, shadowCheck } from '@faladesk/rules'
import type { Facts } from '../decide/facts.ts'
import { triggersOf } from '../decide/happening.ts'
import { preparedFrom } from './past.ts'

/** A decision as it was taken: which version of each workflow was asked, how, and which rules it let act. */
export interface Taken {
  facts: Facts
  happened: Parameters<typeof triggersOf>[0]
  workflows: readonly {
    id: string
    version: number
    document: unknown
    matched: readonly string[]
    silent?: string | undefined
    stopped?: readonly string[] | undefined
  }[]
}

/** The rules that plain json-rules-engine decides otherwise, by workflow: normally none. */
export async function checkDecision(
  { facts, happened, workflows }: Taken,
  catalogue: Catalogue,
): Promise<Disagreement[]> {
  const found: Disagreement[] = []
  for (const { id, version, document, matched, silent, stopped } of workflows) {
    const acted = matched.map((ruleId) => ({ ruleId, ruleName: ruleId, event: { type: '' } }))
    const rules = await shadowCheck(
      preparedFrom(document, catalogue),
      facts,
      { reply: null, background: acted, explain: [], fetched: [] },
      {
        events: triggersOf(happened),
        ...(silent && { skipReply: silent }),
        ...(stopped && { stopped: new Set(stopped) }),
      },
    )
    if (rules.length > 0) found.push({ workflow: id, version, rules })
  }
  return found
}

/** Rules of one version on which the two engines do not agree. */
export interface Disagreement {
  workflow: string
  version: number
  rules: readonly string[]
}
