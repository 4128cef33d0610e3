import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { api } from '../../lib/api.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { useDraft } from '../draft.tsx'

interface Hits {
  hits: readonly { word: string; count: number }[]
}

const wordsQuery = (organizationId: string, id: string, words: readonly string[]) =>
  queryOptions({
    queryKey: ['word-hits', organizationId, id, words],
    staleTime: 5 * 60_000,
    enabled: words.length > 0,
    // Counts are a comfort: without them the words are edited all the same.
    retry: false,
    queryFn: ({ signal }) => api<Hits>('POST', `/v1/workflows/${id}/words`, { body: { words }, signal }),
  })

/** How many recent messages of customers hold each of the words; words not counted yet are missing. */
export function useWordHits(words: readonly string[]): ReadonlyMap<string, number> {
  const { id: organizationId } = useOrganization()
  const { detail } = useDraft()
  const asked = useDeferredValue(words)
  const { data } = useQuery({ ...wordsQuery(organizationId, detail.id, asked), placeholderData: keepPreviousData })
  return useMemo(() => new Map(data?.hits.map(({ word, count }) => [word, count])), [data])
}
