import { json } from '../store/database.ts'
import { fillText } from './fill.ts'
import type { Perform } from './scene.ts'

/** Keeps a field on the conversation or its contact; null removes it. Texts are templates. */
export const setAttribute: Perform = async (scene, params) => {
  const { tx, context } = scene
  const value = typeof params.value === 'string' ? fillText(scene, params.value).text : (params.value ?? null)
  const name = String(params.name)
  const change = json(tx, value === null ? {} : { [name]: value })
  if (params.on === 'contact')
    await tx`update contacts set attributes = (attributes - ${name}::text) || ${change} where id = ${context.contact.id}`
  else
    await tx`update conversations set attributes = (attributes - ${name}::text) || ${change} where id = ${context.conversation.id}`
  return { ok: true, name, on: params.on ?? 'conversation' }
}
