import type { Tx } from '../../store/database.ts'
import type { Caller } from '../auth/caller.ts'

/** Notes that a person is at work in Studio, or has left; rules read from it who could answer. A key is nobody. */
export const notePresence = async (tx: Tx, { userId, organization }: Caller, online: boolean): Promise<void> => {
  if (userId === null) return
  if (!online) return void (await tx`delete from public.presences where user_id = ${userId}`)
  await tx`
    insert into public.presences (organization_id, user_id) values (${organization.id}, ${userId})
    on conflict (organization_id, user_id) do update set seen_at = now()`
}
