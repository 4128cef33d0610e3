import type { QueryClient } from '@tanstack/react-query'
import { countsQuery, fetchRows, type ListKey } from '../queries.ts'
import type { View } from '../search.ts'
import { mergeTop, type Pages } from './list-cache.ts'
import { atMostEvery } from './throttle.ts'

/** Returns a function that reads the top of the shown list and the counts again: at once, then at most once a second. */
export function makeRefresh(cache: QueryClient, organizationId: string) {
  return atMostEvery(1000, () => {
    void cache.invalidateQueries({ queryKey: countsQuery(organizationId).queryKey })
    const lists = cache.getQueryCache().findAll({ queryKey: ['conversations', organizationId] })
    for (const query of lists) {
      // A list nobody looks at is read when it is next opened.
      if (!query.isActive()) {
        query.invalidate()
        continue
      }
      const [, , view, search] = query.queryKey as [string, string, View, string]
      const key: ListKey = { organizationId, view, search }
      fetchRows(key, null).then(
        (top) => cache.setQueryData<Pages>(query.queryKey, (list) => (list ? mergeTop(list, top) : list)),
        () => query.invalidate(),
      )
    }
  })
}
