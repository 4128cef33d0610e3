import { say } from '@faladesk/plugin-sdk'
import type { ChangeTeam, Member, NewTeam, Page, PageQuery, Team } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { keyForms, openCursor, pageOfRows } from '../cursor.ts'
import { likeOf } from '../like.ts'
import { badFields, notFound } from '../refusal.ts'

/** People who work in the organization, by e-mail. */
export const listMembers = async (tx: Tx, query: PageQuery): Promise<Page<Member>> => {
  const after = openCursor(query.cursor, [/^.{0,320}$/s, keyForms.uuid])
  const like = likeOf(query.search)
  const rows = await tx<Member[]>`
    select m.user_id, m.name, m.email, m.role, m.suspended_at is not null as suspended,
      array(select t.team_id from public.team_members t
        where t.organization_id = m.organization_id and t.user_id = m.user_id order by t.team_id) as teams
    from public.memberships m
    where (m.name ilike ${like} or m.email ilike ${like})
      ${after ? tx`and (m.email, m.user_id) > (${after[0] as string}, ${after[1] as string}::uuid)` : tx``}
    order by m.email, m.user_id limit ${query.limit + 1}`
  return pageOfRows(rows, query.limit, (row) => [row.email, row.user_id])
}

const teamRows = (tx: Tx) => tx`
  select t.id, t.name, t.description, t.created_at,
    array(select m.user_id from public.team_members m where m.organization_id = t.organization_id and m.team_id = t.id
      order by m.user_id) as members
  from public.teams t`

/** Teams of the organization by name, with who is in them. */
export const listTeams = async (tx: Tx, query: PageQuery): Promise<Page<Team>> => {
  const after = openCursor(query.cursor, [/^.{1,80}$/s])
  const like = likeOf(query.search)
  const rows = await tx<Team[]>`
    ${teamRows(tx)} where t.name ilike ${like} ${after ? tx`and t.name > ${after[0] as string}` : tx``}
    order by t.name limit ${query.limit + 1}`
  return pageOfRows(rows, query.limit, (row) => [row.name])
}

const readTeam = async (tx: Tx, id: string): Promise<Team> => {
  const [row] = await tx<Team[]>`${teamRows(tx)} where t.id = ${id}`
  if (!row) throw notFound()
  return row
}

/** Makes a team; throws a 400 where the name is taken. */
export const createTeam = async (tx: Tx, caller: Caller, { name, description }: NewTeam): Promise<Team> => {
  const [row] = await tx<{ id: string }[]>`
    insert into public.teams (organization_id, name, description)
    values (${caller.organization.id}, ${name.trim()}, ${description ?? ''})
    on conflict (organization_id, name) do nothing returning id`
  if (!row) throw badFields({ field: 'name', message: nameTaken })
  await audit(tx, caller, 'team.created', row.id, { name: name.trim() })
  return readTeam(tx, row.id)
}

/** Renames or describes a team. */
export const changeTeam = async (tx: Tx, caller: Caller, id: string, asked: ChangeTeam): Promise<Team> => {
  const name = asked.name?.trim() ?? null
  const [other] = await tx`select from public.teams where name = ${name}::text and id <> ${id}`
  if (other) throw badFields({ field: 'name', message: nameTaken })
  await tx`
    update public.teams set name = coalesce(${name}::text, name), description = coalesce(${asked.description ?? null}::text, description)
    where id = ${id}`
  const team = await readTeam(tx, id)
  await audit(tx, caller, 'team.changed', id, { fields: Object.keys(asked) })
  return team
}

/** Removes a team; its conversations stay, without a team. */
export const deleteTeam = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  const [row] = await tx<{ name: string }[]>`delete from public.teams where id = ${id} returning name`
  if (!row) throw notFound()
  await audit(tx, caller, 'team.deleted', id, { name: row.name })
}

/** Replaces who is in a team; throws a 400 naming everyone who does not belong to the organization. */
export const setTeamMembers = async (tx: Tx, caller: Caller, id: string, members: string[]): Promise<Team> => {
  await readTeam(tx, id)
  const known = await tx<
    { user_id: string }[]
  >`select user_id from public.memberships where user_id = any(${members}::uuid[])`
  const found = new Set(known.map(({ user_id }) => user_id))
  const strangers = members.flatMap((member, index) =>
    found.has(member) ? [] : [{ field: `members.${index}`, message: notAMember }],
  )
  if (strangers.length > 0) throw badFields(...strangers)
  await tx`delete from public.team_members where team_id = ${id} and user_id <> all(${members}::uuid[])`
  await tx`
    insert into public.team_members (organization_id, team_id, user_id)
    select ${caller.organization.id}, ${id}, unnest(${members}::uuid[]) on conflict do nothing`
  await audit(tx, caller, 'team.members', id, { members })
  return readTeam(tx, id)
}

const nameTaken = say(
  'Já existe uma equipe com este nome; escolha outro.',
  'Ya existe un equipo con este nombre; elija otro.',
  'There already is a team of this name; choose another.',
)
const notAMember = say(
  'Esta pessoa não faz parte da organização.',
  'Esta persona no forma parte de la organización.',
  'This person does not belong to the organization.',
)
