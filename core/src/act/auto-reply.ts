import { fillText, missingNote } from './fill.ts'
import { say } from './say.ts'
import type { Perform } from './scene.ts'

/**
 * Answers the customer with the rule's text. Whoever was told that a human will answer still waits for one; on an event
 * neither the wait nor the owner changes.
 */
export const autoReply: Perform = async (scene, params) => {
  const { text, missing } = fillText(scene, String(params.text ?? ''))
  if (text.trim() === '') return { ok: false, reason: 'the text was empty once filled', ...missingNote(missing) }
  const answered = scene.event
    ? null
    : scene.tx`
    update conversations c set
      waiting_since = case when c.told_waiting then c.waiting_since end,
      owner = case when exists (select from ai_turns t where t.conversation_id = c.id) then 'ai' else 'rules' end
    where c.id = ${scene.context.conversation.id}`
  const [message] = await Promise.all([say(scene, text.trim()), answered])
  return { ok: true, message, ...missingNote(missing) }
}
