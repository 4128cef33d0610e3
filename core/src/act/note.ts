import { json } from '../store/database.ts'
import { fillText, missingNote } from './fill.ts'
import type { Perform, Scene } from './scene.ts'

/** Writes a note for the agents. */
export const note: Perform = async (scene, params) => {
  const { text, missing } = fillText(scene, String(params.text ?? ''))
  await writeNote(scene, text)
  return { ok: true, ...missingNote(missing) }
}

/** Adds a note of the system to the conversation; customers never see it. */
export const writeNote = (
  { tx, context, decisionId }: Pick<Scene, 'tx' | 'context' | 'decisionId'>,
  text: string,
) => tx`
  with thread as (
    update conversations set last_seq = last_seq + 1 where id = ${context.conversation.id}
    returning id, organization_id, inbox_id, last_seq
  )
  insert into messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, content, decision_id)
  select organization_id, id, inbox_id, last_seq, 'note', 'system', ${text}, ${json(tx, [{ k: 'text', text }])}, ${decisionId}
  from thread`
