import type { Tx } from '../store/database.ts'

/** Whom an action hands a conversation to, found within the organization; `unknown` lists names that nobody has. */
export interface Target {
  team: { id: string; name: string } | null
  agent: { id: string; name: string } | null
  unknown: string[]
}

/** Finds a team and an agent by id, name or e-mail, whatever the case; suspended agents are nobody. */
export async function findTarget(tx: Tx, { team, agent }: { team?: unknown; agent?: unknown }): Promise<Target> {
  const [teamName, agentName] = [nameOf(team), nameOf(agent)]
  if (!teamName && !agentName) return { team: null, agent: null, unknown: [] }
  const [found] = await tx<Omit<Target, 'unknown'>[]>`
    select
      (select jsonb_build_object('id', t.id, 'name', t.name) from teams t
        where t.id::text = lower(${teamName}) or lower(t.name) = lower(${teamName}) order by t.name limit 1) as team,
      (select jsonb_build_object('id', m.user_id, 'name', m.name) from memberships m
        where m.suspended_at is null and (m.user_id::text = lower(${agentName}) or lower(m.name) = lower(${agentName})
          or lower(m.email) = lower(${agentName})) order by m.name limit 1) as agent`
  const target = { team: found?.team ?? null, agent: found?.agent ?? null }
  return {
    ...target,
    unknown: [
      ...(teamName && !target.team ? [`team "${teamName}"`] : []),
      ...(agentName && !target.agent ? [`agent "${agentName}"`] : []),
    ],
  }
}

const nameOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? value.trim() : null)

/** The part of a receipt that tells whom it went to, and which names were not found. */
export const targetNote = ({ team, agent, unknown }: Target) => ({
  ...(team && { team: team.name }),
  ...(agent && { agent: agent.name }),
  ...(unknown.length > 0 && { reason: `not found in the organization: ${unknown.join(', ')}` }),
})
