import { type Catalogue, operatorsOf } from '@faladesk/rules'
import type { RuleCatalogue } from '../../contract/index.ts'

/** Every fact rules may ask about on this host, each with the operators that fit it. */
export const describeCatalogue = (catalogue: Catalogue): RuleCatalogue => ({
  facts: [...catalogue.facts.values()].map(({ says, values, ...fact }) => ({
    ...fact,
    ...(says && { says }),
    ...(values && { values: [...values] }),
    operators: operatorsOf(fact, catalogue).map(({ name }) => name),
  })),
})
