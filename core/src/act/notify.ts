import { json } from '../store/database.ts'
import { fillText } from './fill.ts'
import type { Perform } from './scene.ts'
import { findTarget, targetNote } from './target.ts'

/** Shows a notice to the people who are in Studio now: all of them, a team or one agent. */
export const notify: Perform = async (scene, params) => {
  const { tx, context } = scene
  const target = await findTarget(tx, params)
  const notice = {
    conversation_id: context.conversation.id,
    text: fillText(scene, String(params.text ?? '')).text,
    team_id: target.team?.id ?? null,
    agent_id: target.agent?.id ?? null,
  }
  await tx`select private.notify_organization(${json(tx, notice)})`
  return { ok: target.unknown.length === 0, ...targetNote(target) }
}
