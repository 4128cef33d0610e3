import { handToHuman } from './hand-to-human.ts'
import type { Perform } from './scene.ts'
import { targetNote } from './target.ts'

/** Puts the conversation on a team's or an agent's list without saying anything to the customer. */
export const route: Perform = async (scene, params) => {
  const target = await handToHuman(scene, { team: params.team, agent: params.agent, text: '' })
  const note = targetNote(target)
  if (params.inbox) return { ok: false, ...note, reason: 'a conversation stays in the inbox it came to' }
  return { ok: target.team !== null || target.agent !== null, ...note }
}
