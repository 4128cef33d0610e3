import type { Perform } from './scene.ts'

/** Sets the conversation's priority. */
export const priority: Perform = async ({ tx, context }, params) => {
  await tx`update conversations set priority = ${String(params.value)} where id = ${context.conversation.id}`
  return { ok: true, value: params.value }
}
