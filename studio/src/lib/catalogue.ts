import type { RuleCatalogue } from '@faladesk/core/contract'
import { CATALOGUE, type Catalogue, extendCatalogue, type Fact } from '@faladesk/rules'

// One installation has one set of plugins: what they add is the same for everybody on this page, and is learnt before any
// rule is shown.
let ours: Catalogue = CATALOGUE

/** What rules may name here, the facts of the installed plugins included. */
export const ourCatalogue = (): Catalogue => ours

/** The facts plugins tell: data, for a worker of ours. */
export const pluginFacts = (): readonly Fact[] =>
  [...ours.facts.values()].filter(({ name }) => !CATALOGUE.facts.has(name))

/** Takes over what a server lists; whatever of it is no new fact is left out. */
export function learnFacts({ facts }: RuleCatalogue): void {
  const more = facts.filter(({ name }) => !CATALOGUE.facts.has(name)).map(({ operators: _, ...fact }) => fact as Fact)
  ours = more.length > 0 ? extendCatalogue(CATALOGUE, { facts: more }) : CATALOGUE
}
