import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useOrganization } from '../../lib/organization.tsx'
import { namesQuery } from '../queries.ts'
import type { References } from './doctor-messages.ts'
import { tagsQuery } from './queries.ts'

/** The teams, tags, inboxes and agents a rule may name; null until they are known, for the Doctor guesses at nothing. */
export function useReferences(): References | null {
  const { id } = useOrganization()
  const { data: names } = useQuery(namesQuery(id))
  const { data: tags } = useQuery(tagsQuery(id))
  return useMemo(() => {
    if (!names || !tags) return null
    // A rule may name them by id or by name.
    const both = (all: readonly { id: string; name: string }[]) => all.flatMap(({ id, name }) => [id, name])
    return { teams: both(names.teams), inboxes: both(names.inboxes), agents: both(names.agents), tags }
  }, [names, tags])
}
