import { chosenAi } from './ai/choice.ts'
import { fillText } from './fill.ts'
import { handToHuman } from './hand-to-human.ts'
import type { Perform } from './scene.ts'
import { targetNote } from './target.ts'

/**
 * Gives the AI the turn, which begins when the customer has stopped writing; each further message begins it anew. Where
 * no AI is switched on, a human gets the conversation and the customer is told.
 */
export const askAi: Perform = async (scene, params) => {
  const { tx, host, context, decisionId } = scene
  if (!chosenAi(host, context.ai)) {
    const target = await handToHuman(scene, {})
    return { ...targetNote(target), ok: false, reason: 'no AI is switched on: a human was called instead' }
  }
  const instructions = typeof params.instructions === 'string' ? fillText(scene, params.instructions).text : null
  await Promise.all([
    tx`
      insert into ai_turns as t (conversation_id, organization_id, decision_id, instructions, due)
      values (${context.conversation.id}, ${context.organization.id}, ${decisionId}, ${instructions},
        now() + make_interval(secs => ${host.config.aiDebounceMs / 1000}))
      on conflict (conversation_id) do update set gen = t.gen + 1, due = excluded.due, decision_id = excluded.decision_id,
        instructions = excluded.instructions, attempts = 0, created_at = clock_timestamp()`,
    tx`update conversations set owner = 'ai' where id = ${context.conversation.id} and owner <> 'ai'`,
  ])
  scene.effects.turn = true
  return { ok: true }
}
