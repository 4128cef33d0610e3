import type { AskedTemplate } from '../contract/index.ts'
import { fillText, missingNote } from './fill.ts'
import { say } from './say.ts'
import type { Perform, Scene } from './scene.ts'

/**
 * Answers the customer with the rule's text, or where the window is closed with the template it names. Whoever was told that
 * a human will answer still waits for one; on an event neither the wait nor the owner changes.
 */
export const autoReply: Perform = async (scene, params) => {
  const { text, missing } = fillText(scene, String(params.text ?? ''))
  if (text.trim() === '') return { ok: false, reason: 'the text was empty once filled', ...missingNote(missing) }
  const template = templateOf(scene, params.template)
  const said = await say(scene, text.trim(), { template, answers: !scene.event })
  return { ok: said.message !== null, ...said, ...missingNote(missing) }
}

// The rules checked its shape when they were published.
function templateOf(scene: Scene, template: unknown): AskedTemplate | undefined {
  if (template === undefined) return undefined
  const { variables = {}, ...rest } = template as AskedTemplate
  const texts = Object.entries(variables).map(([name, value]) => [name, fillText(scene, value).text])
  return { ...rest, variables: Object.fromEntries(texts) }
}
