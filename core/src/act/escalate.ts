import { fillText } from './fill.ts'
import { handToHuman } from './hand-to-human.ts'
import type { Perform } from './scene.ts'
import { targetNote } from './target.ts'

/** Calls a human: a team, an agent, a priority; the customer is told by the rule's text or the default one. */
export const escalate: Perform = async (scene, params) => {
  const text = typeof params.text === 'string' ? fillText(scene, params.text).text.trim() : ''
  const target = await handToHuman(scene, {
    team: params.team,
    agent: params.agent,
    priority: params.priority,
    ...(text !== '' && { text }),
  })
  const skill = params.skill ? { skill: 'skills are not kept yet: any member of the team may answer' } : {}
  return { ok: true, ...targetNote(target), ...skill }
}
