import type { RuleCatalogue } from '@faladesk/core/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'
import { learnFacts } from './catalogue.ts'

/** What rules may ask about; learnt for all that says, checks and offers rules. Asked once: plugins change with a restart. */
export const catalogueQuery = queryOptions({
  queryKey: ['rule-catalogue'],
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  queryFn: async () => {
    const listed = await api<RuleCatalogue>('GET', '/v1/catalogue')
    learnFacts(listed)
    return listed
  },
})
