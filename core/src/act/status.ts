import type { Perform } from './scene.ts'
import { pauseSla, resumeSla } from './sla-pause.ts'

/** Opens, parks or resolves the conversation; a resolved one keeps nobody waiting. */
export const status: Perform = async ({ tx, context }, params) => {
  const value = String(params.value)
  await tx`
    update conversations set status = ${value},
      resolved_at = case when ${value} = 'resolved' then now() end,
      waiting_since = case when ${value} = 'resolved' then null else waiting_since end
    where id = ${context.conversation.id}`
  await (value === 'pending' ? pauseSla : resumeSla)(tx, context.conversation.id)
  return { ok: true, value }
}
