import type { Perform } from './scene.ts'
import { findTarget, targetNote } from './target.ts'

/** Assigns the conversation to a team or an agent without changing who speaks. */
export const assign: Perform = async ({ tx, context }, params) => {
  const target = await findTarget(tx, params)
  await tx`
    update conversations set team_id = coalesce(${target.team?.id ?? null}::uuid, team_id),
      assignee_id = coalesce(${target.agent?.id ?? null}::uuid, assignee_id)
    where id = ${context.conversation.id}`
  return { ok: target.unknown.length === 0, ...targetNote(target) }
}
