import { Type } from 'typebox'
import { ChangeTeam, IdParams, Member, NewTeam, PageQuery, pageOf, SetTeamMembers, Team } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { changeTeam, createTeam, deleteTeam, listMembers, listTeams, setTeamMembers } from './teams.ts'

const tag = 'Teams'

/** People and teams of the organization. */
export const teamRoutes = (api: Api, { db }: Host) => {
  api.get(
    '/members',
    route('agent', tag, 'List the people who work here', { querystring: PageQuery, response: { 200: pageOf(Member) } }),
    ({ caller, query }) => inOrganizationOf(db, caller, (tx) => listMembers(tx, query)),
  )
  api.get(
    '/teams',
    route('agent', tag, 'List teams with their members', { querystring: PageQuery, response: { 200: pageOf(Team) } }),
    ({ caller, query }) => inOrganizationOf(db, caller, (tx) => listTeams(tx, query)),
  )
  api.post(
    '/teams',
    route('admin', tag, 'Make a team', { body: NewTeam, response: { 201: Team } }),
    async ({ caller, body }, answer) => {
      const team = await inOrganizationOf(db, caller, (tx) => createTeam(tx, caller, body))
      return answer.code(201).send(team)
    },
  )
  api.patch(
    '/teams/:id',
    route('admin', tag, 'Rename or describe a team', { params: IdParams, body: ChangeTeam, response: { 200: Team } }),
    ({ caller, params, body }) => inOrganizationOf(db, caller, (tx) => changeTeam(tx, caller, params.id, body)),
  )
  api.delete(
    '/teams/:id',
    route('admin', tag, 'Remove a team; its conversations stay', { params: IdParams, response: { 204: Type.Null() } }),
    async ({ caller, params }, answer) => {
      await inOrganizationOf(db, caller, (tx) => deleteTeam(tx, caller, params.id))
      return answer.code(204).send(null)
    },
  )
  api.put(
    '/teams/:id/members',
    route('admin', tag, 'Replace who is in a team', {
      params: IdParams,
      body: SetTeamMembers,
      response: { 200: Team },
    }),
    ({ caller, params, body }) =>
      inOrganizationOf(db, caller, (tx) => setTeamMembers(tx, caller, params.id, body.members)),
  )
}
