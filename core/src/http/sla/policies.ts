import { say } from '@faladesk/plugin-sdk'
import type { Page, PageQuery, SetSlaPolicy, SlaPolicy } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { openCursor, pageOfRows } from '../cursor.ts'
import { likeOf } from '../like.ts'
import { badFields, notFound } from '../refusal.ts'

const columns = (tx: Tx) =>
  tx`id, name, first_response_minutes, resolution_minutes, business_hours, warn_at, created_at`

/** Policies of the organization by name. */
export const listPolicies = async (tx: Tx, query: PageQuery): Promise<Page<SlaPolicy>> => {
  const after = openCursor(query.cursor, [/^.{1,80}$/s])
  const rows = await tx<SlaPolicy[]>`
    select ${columns(tx)} from public.sla_policies
    where name ilike ${likeOf(query.search)} ${after ? tx`and name > ${after[0] as string}` : tx``}
    order by name limit ${query.limit + 1}`
  return pageOfRows(rows, query.limit, (row) => [row.name])
}

/** Makes a policy; throws a 400 where the name is taken or nothing is promised. */
export const createPolicy = async (tx: Tx, caller: Caller, asked: SetSlaPolicy): Promise<SlaPolicy> => {
  const policy = checked(asked)
  const [row] = await tx<SlaPolicy[]>`
    insert into public.sla_policies ${tx({ organization_id: caller.organization.id, ...policy })}
    on conflict (organization_id, name) do nothing returning ${columns(tx)}`
  if (!row) throw badFields({ field: 'name', message: nameTaken })
  await audit(tx, caller, 'sla_policy.created', row.id, { name: row.name })
  return row
}

/** Replaces a policy; what was promised to conversations already stays promised. */
export const replacePolicy = async (tx: Tx, caller: Caller, id: string, asked: SetSlaPolicy): Promise<SlaPolicy> => {
  const policy = checked(asked)
  const [other] = await tx`select from public.sla_policies where name = ${policy.name} and id <> ${id}`
  if (other) throw badFields({ field: 'name', message: nameTaken })
  const [row] = await tx<SlaPolicy[]>`
    update public.sla_policies set ${tx(policy)} where id = ${id} returning ${columns(tx)}`
  if (!row) throw notFound()
  await audit(tx, caller, 'sla_policy.changed', id, { name: row.name })
  return row
}

/** Removes a policy; conversations keep their times, without its name. */
export const deletePolicy = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  const [row] = await tx<{ name: string }[]>`delete from public.sla_policies where id = ${id} returning name`
  if (!row) throw notFound()
  await audit(tx, caller, 'sla_policy.deleted', id, { name: row.name })
}

const checked = ({
  name,
  first_response_minutes = null,
  resolution_minutes = null,
  business_hours = true,
  warn_at = 80,
}: SetSlaPolicy) => {
  if (first_response_minutes === null && resolution_minutes === null)
    throw badFields({ field: 'first_response_minutes', message: nothingPromised })
  return { name: name.trim(), first_response_minutes, resolution_minutes, business_hours, warn_at }
}

const nameTaken = say(
  'Já existe um SLA com este nome; escolha outro.',
  'Ya existe un SLA con este nombre; elija otro.',
  'There already is an SLA with this name; choose another.',
)
const nothingPromised = say(
  'Informe o prazo da primeira resposta, o da solução, ou os dois.',
  'Indique el plazo de la primera respuesta, el de la solución, o ambos.',
  'Give the time to the first answer, to the solution, or both.',
)
