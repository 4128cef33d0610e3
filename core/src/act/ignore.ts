import type { Perform } from './scene.ts'

/** Says nothing, and nobody has to: the message does not count as waiting. */
export const ignore: Perform = async ({ tx, context, event }) => {
  if (event) return { ok: true }
  await tx`
    update conversations set waiting_since = case when told_waiting then waiting_since end
    where id = ${context.conversation.id}`
  return { ok: true }
}
