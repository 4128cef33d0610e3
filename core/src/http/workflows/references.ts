import type { References } from '@faladesk/rules'
import type { Tx } from '../../store/database.ts'

/**
 * Everything rules may refer to, by all the names they may use: teams and agents also by id, agents by e-mail. A tag
 * exists when somebody has it or a rule in force gives it.
 */
export const readReferences = async (tx: Tx): Promise<References> => {
  const [row] = await tx<References[]>`
    select
      array(select name from public.teams union select id::text from public.teams) as teams,
      array(select unnest(tags) from public.contacts where tags <> '{}'
        union select unnest(tags) from public.conversations where tags <> '{}'
        union select jsonb_path_query(v.document::jsonb, 'lax $.rules[*].event.params.add[*]') #>> '{}'
          from public.workflows w join public.workflow_versions v on v.workflow_id = w.id and v.version = w.published_version) as tags,
      array(select name from public.inboxes where deleted_at is null
        union select id::text from public.inboxes where deleted_at is null) as inboxes,
      array(select unnest(array[user_id::text, name, email]) from public.memberships where suspended_at is null) as agents`
  return row ?? { teams: [], tags: [], inboxes: [], agents: [] }
}
