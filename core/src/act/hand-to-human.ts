import { handoffText } from './handoff-words.ts'
import { say } from './say.ts'
import type { Scene } from './scene.ts'
import { findTarget, type Target } from './target.ts'

export interface Handoff {
  team?: unknown
  agent?: unknown
  priority?: unknown
  /** What the customer is told; the default says who answers and when. Empty: nothing is said. */
  text?: string
  author?: 'rule' | 'ai' | 'system'
}

/**
 * Gives the conversation to people: owner human, team and agent where found, the customer told, the wait running. The AI's
 * turn is over, so that there is one voice.
 */
export async function handToHuman(
  scene: Scene,
  { text, author = 'rule', priority, ...whom }: Handoff,
): Promise<Target> {
  const { tx, context } = scene
  const target = await findTarget(tx, whom)
  const words = text ?? handoffText(context, target.team?.name ?? null)
  const said = words !== '' ? await say(scene, words, { author }) : null
  await tx`
    with turn as (delete from ai_turns where conversation_id = ${context.conversation.id})
    update conversations set owner = 'human', team_id = coalesce(${target.team?.id ?? null}::uuid, team_id),
      assignee_id = coalesce(${target.agent?.id ?? null}::uuid, assignee_id),
      priority = coalesce(${typeof priority === 'string' ? priority : null}, priority),
      waiting_since = coalesce(waiting_since, now()),
      told_waiting = told_waiting or ${Boolean(said?.message)}
    where id = ${context.conversation.id}`
  return target
}
