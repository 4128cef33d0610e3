import { fillText, missingNote } from './fill.ts'
import type { Perform } from './scene.ts'
import { writeNote } from './write-note.ts'

/** Writes a note for the agents. */
export const note: Perform = async (scene, params) => {
  const { tx, context, decisionId } = scene
  const { text, missing } = fillText(scene, String(params.text ?? ''))
  await writeNote(tx, { conversationId: context.conversation.id, text, decisionId })
  return { ok: true, ...missingNote(missing) }
}
