import { type Match, placeholders } from '@faladesk/rules'
import type { Tx } from '../store/database.ts'
import type { LazyFacts } from './ask-workflows.ts'
import type { Facts } from './facts.ts'
import { teamSlug } from './team-slug.ts'

const ofAgents = ['agents.online', 'agents.queue', 'agents.by_team'] as const
const ofAi = ['ai.intent', 'ai.sentiment', 'ai.language', 'ai.asked_for_human', 'ai.status'] as const

// Facts supplied only when a rule cannot be decided without them: a query each group, or a call to an AI.
const ours = [...ofAgents, ...ofAi]

/** Lazy facts of one decision. */
export interface Lazy extends LazyFacts {
  /** True once an AI fact was asked for that is not known: the decision is to be taken again with it. */
  readonly lacksAi: boolean
  /** The same of a fact the message's channel is asked for. */
  readonly lacksChannel: boolean
  /** Those asked for outside the rules, by their texts. */
  inTexts(matches: readonly Match[], facts: Facts): Promise<Facts>
}

/** What a message's channel can be asked for, and what it said, where it was. */
export interface OfChannel {
  names: readonly string[]
  known: Facts | null
}

/**
 * Supplies lazy facts within a transaction. Neither the AI nor a channel is asked here, since a call would hold the transaction:
 * `ai` and `channel.known` are their facts where they are known already, and where they are not, that they are lacking is noted.
 */
export function createLazy(tx: Tx, ai: Facts | null, channel: OfChannel = { names: [], known: null }): Lazy {
  let [lacksAi, lacksChannel] = [false, false]
  const lazyNames: ReadonlySet<string> = new Set([...ours, ...channel.names])
  const fetch = async (names: readonly string[]): Promise<Facts> => {
    if (ai === null && names.some((name) => name.startsWith('ai.'))) lacksAi = true
    if (channel.known === null && names.some((name) => channel.names.includes(name))) lacksChannel = true
    return {
      ...(names.some((name) => name.startsWith('agents.')) && (await agentFacts(tx))),
      ...ai,
      ...channel.known,
    }
  }
  return {
    names: lazyNames,
    fetch,
    get lacksAi() {
      return lacksAi
    },
    get lacksChannel() {
      return lacksChannel
    },
    async inTexts(matches, facts) {
      const asked = matches
        .flatMap(({ event }) => namesIn(lazyNames, event.params))
        .filter((name) => facts[name] === undefined)
      return asked.length > 0 ? fetch(asked) : {}
    },
  }
}

// The lazy facts that a rule's texts name: {{agents.queue}}, {{agents.by_team.vendas.online}}.
const namesIn = (lazyNames: ReadonlySet<string>, params: object = {}): string[] =>
  Object.values(params).flatMap((value) =>
    typeof value === 'string' && value.includes('{{')
      ? placeholders(value).flatMap((name) =>
          [...lazyNames].filter((lazy) => name === lazy || name.startsWith(`${lazy}.`)),
        )
      : typeof value === 'object' && value !== null
        ? namesIn(lazyNames, value)
        : [],
  )

interface Team {
  name: string
  online: number
  queue: number
}

// At work: seen in the last two minutes and a half, two beats of Studio. In the queue: told, or found, to need a person.
async function agentFacts(tx: Tx): Promise<Facts> {
  const [row] = await tx<{ online: number; queue: number; teams: Team[] }[]>`
    with present as (
      select p.user_id from presences p join memberships m using (organization_id, user_id)
      where p.seen_at > now() - interval '150 seconds' and m.suspended_at is null
    ), waiting as (
      select team_id from conversations
      where status <> 'resolved' and waiting_since is not null and (owner = 'human' or told_waiting)
    )
    select (select count(*)::int from present) as online, (select count(*)::int from waiting) as queue,
      coalesce((select jsonb_agg(jsonb_build_object('name', t.name,
        'online', (select count(*) from team_members x join present using (user_id) where x.team_id = t.id),
        'queue', (select count(*) from waiting w where w.team_id = t.id))) from teams t), '[]') as teams`
  const { online = 0, queue = 0, teams = [] } = row ?? {}
  return {
    'agents.online': online,
    'agents.queue': queue,
    'agents.by_team': Object.fromEntries(
      teams.map((team) => [teamSlug(team.name), { online: team.online, queue: team.queue }]),
    ),
  }
}
