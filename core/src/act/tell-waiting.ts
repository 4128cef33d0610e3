import { handoffText } from './handoff-words.ts'
import { say } from './say.ts'
import type { Done, Scene } from './scene.ts'

/** Lets the conversation wait for a human and tells the customer so, once. Rules may still answer what comes later. */
export async function tellWaiting(scene: Scene): Promise<Done> {
  const { tx, context } = scene
  await tx`
    update conversations set waiting_since = coalesce(waiting_since, now()), told_waiting = true
    where id = ${context.conversation.id}`
  if (context.conversation.told_waiting) return { ok: true, reason: 'the customer was told before' }
  await say(scene, handoffText(context, null))
  return { ok: true }
}
