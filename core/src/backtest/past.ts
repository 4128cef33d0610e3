import { type Catalogue, type Prepared, prepareDocument, type RuleDocument } from '@faladesk/rules'
import type { LazyFacts } from '../decide/ask-workflows.ts'
import type { Facts } from '../decide/facts.ts'

/** The facts that were fetched only where a rule asked for them. */
export const lazyNames = ({ facts }: Catalogue): ReadonlySet<string> =>
  new Set([...facts.values()].filter(({ lazy }) => lazy).map(({ name }) => name))

/** Parts the facts of a stored decision: what was fetched then is fetched again only where a rule asks for it. */
export function partFacts(facts: Facts, names: ReadonlySet<string>): { eager: Facts; late: Facts } {
  const eager: Record<string, unknown> = {}
  const late: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(facts)) (names.has(name) ? late : eager)[name] = value
  return { eager, late }
}

/** Fetches facts from what was stored; what nobody asked for then is unknown now. */
export const fromPast =
  (late: Facts): LazyFacts['fetch'] =>
  async (names) =>
    Object.fromEntries(names.filter((name) => name in late).map((name) => [name, late[name]]))

/** Prepares a document of the past; what is none (it was put into the database by hand) decides nothing, as in the pipeline. */
export function preparedFrom(document: unknown, catalogue: Catalogue): Prepared {
  try {
    return prepareDocument(document as RuleDocument, catalogue)
  } catch {
    return prepareDocument({ name: '-', facts: 1, rules: [] }, catalogue)
  }
}
