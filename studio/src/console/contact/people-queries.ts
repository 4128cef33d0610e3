import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import type { Lookalike, Merge, Person } from './person.ts'

/** Everything known of one contact. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: () => api<Person>('GET', `/v1/contacts/${id}`),
  })

/** Contacts by name or address, without the one that asks. */
export const peopleQuery = (search: string, except: string) =>
  queryOptions({
    queryKey: ['contacts', search, except],
    staleTime: 30_000,
    queryFn: async () => {
      const page = await api<{ data: Person[] }>('GET', `/v1/contacts?limit=12&search=${encodeURIComponent(search)}`)
      return page.data.filter(({ id, merged_into }) => id !== except && merged_into === null)
    },
  })

/** Who may be the same person as a contact. */
export const lookalikesQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id, 'candidates'],
    staleTime: 5 * 60_000,
    retry: false,
    queryFn: async () => (await api<{ data: Lookalike[] }>('GET', `/v1/contacts/${id}/candidates`)).data,
  })

/** Whom a contact was joined with; what was undone is left out. */
export const mergesQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id, 'merges'],
    retry: false,
    queryFn: async () => {
      const { data } = await api<{ data: Merge[] }>('GET', `/v1/contacts/${id}/merges`)
      return data.filter(({ undone_at }) => undone_at === null)
    },
  })
