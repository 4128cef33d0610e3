import { handoffText } from './handoff-words.ts'
import { say } from './say.ts'
import type { Done, Scene } from './scene.ts'

/** Lets the conversation wait for a human and tells the customer so, once. Rules may still answer what comes later. */
export async function tellWaiting(scene: Scene): Promise<Done> {
  const { tx, context } = scene
  const told = context.conversation.told_waiting
  const said = told ? null : await say(scene, handoffText(context, null))
  await tx`
    update conversations set waiting_since = coalesce(waiting_since, now()), told_waiting = ${told || Boolean(said?.message)}
    where id = ${context.conversation.id}`
  if (!said) return { ok: true, reason: 'the customer was told before' }
  return said.message === null ? { ok: false, reason: said.reason } : { ok: true }
}
