import type { Team } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useOrganization } from '../../lib/organization.tsx'

interface Fields {
  name: string
  description: string
  members: readonly string[]
}

/** Returns a mutation that makes (team null) or changes a team together with its members. */
export function useSaveTeam(team: Team | null, onDone: () => void) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async ({ members, ...fields }: Fields) => {
      const saved = team
        ? await api<Team>('PATCH', `/v1/teams/${team.id}`, { body: fields })
        : await api<Team>('POST', '/v1/teams', { body: fields })
      if (!sameMembers(saved.members, members))
        await api<Team>('PUT', `/v1/teams/${saved.id}/members`, { body: { members } })
    },
    onSuccess: onDone,
    onSettled: refresh,
  })
}

/** Returns a mutation that removes a team by its id; its conversations stay. */
export function useRemoveTeam(onDone: () => void) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string) => api('DELETE', `/v1/teams/${id}`),
    onSuccess: onDone,
    onSettled: refresh,
  })
}

// Teams are offered in the console and named in rules too.
function useRefresh() {
  const cache = useQueryClient()
  const { id } = useOrganization()
  return () =>
    Promise.all(
      ['team-list', 'members', 'teams', 'rule-names'].map((noun) => cache.invalidateQueries({ queryKey: [noun, id] })),
    )
}

const sameMembers = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id) => b.includes(id))
