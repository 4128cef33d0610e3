import { say } from '@faladesk/plugin-sdk'
import type { Assign } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { badFields, type Wrong } from '../refusal.ts'
import { lockThread } from './thread.ts'

/** Gives a conversation to a person, a team, or nobody (null); who is absent from the request stays. */
export const assign = async (tx: Tx, caller: Caller, id: string, asked: Assign): Promise<void> => {
  const thread = await lockThread(tx, id)
  const agent = asked.agent === undefined ? thread.assignee_id : asked.agent
  const team = asked.team === undefined ? thread.team_id : asked.team
  await refuseStrangers(tx, asked)
  await tx`update public.conversations set assignee_id = ${agent}, team_id = ${team} where id = ${id}`
  await audit(tx, caller, 'conversation.assigned', id, { agent, team })
}

const refuseStrangers = async (tx: Tx, { agent, team }: Assign): Promise<void> => {
  const [known] = await tx<{ agent: boolean; team: boolean }[]>`
    select
      exists (select from public.memberships where user_id = ${agent ?? null}::uuid and suspended_at is null) as agent,
      exists (select from public.teams where id = ${team ?? null}::uuid) as team`
  const wrong: Wrong[] = []
  if (agent && !known?.agent) wrong.push({ field: 'agent', message: noSuchMember })
  if (team && !known?.team) wrong.push({ field: 'team', message: noSuchTeam })
  if (wrong.length > 0) throw badFields(...wrong)
}

const noSuchMember = say(
  'Esta pessoa não faz parte da organização; escolha uma de GET /v1/members.',
  'Esta persona no forma parte de la organización; elija una de GET /v1/members.',
  'This person does not belong to the organization; choose one of GET /v1/members.',
)
const noSuchTeam = say(
  'Esta equipe não existe na organização; escolha uma de GET /v1/teams.',
  'Este equipo no existe en la organización; elija uno de GET /v1/teams.',
  'There is no such team in the organization; choose one of GET /v1/teams.',
)
