import type { Part } from '@faladesk/plugin-sdk'
import { cleanRecord, type Json, objectOf, record, text } from '../read.ts'

/** What the customer answered to buttons, a list, a form or a request; undefined when it cannot be read. */
export const interactivePart = (interactive: Json): Part | undefined => {
  const tapped = record(interactive.button_reply) ?? record(interactive.list_reply)
  if (tapped) return choicePart(tapped)
  const form = record(interactive.nfm_reply)
  if (form) return formPart(form)
  const permission = record(interactive.call_permission_reply)
  if (permission) {
    const answer = text(permission.response) ?? 'unknown'
    return { k: 'choice', id: 'call_permission_reply', title: `Call permission: ${answer}`, payload: answer }
  }
  return undefined
}

const choicePart = (tapped: Json): Part | undefined => {
  const [id, title] = [text(tapped.id), text(tapped.title)]
  const shown = title ?? id
  return shown === undefined ? undefined : { k: 'choice', ...(id && { id }), title: shown }
}

// A form's answers come as JSON inside a text; what cannot be opened is kept as it is.
const formPart = (form: Json): Part => {
  const title = text(form.body) ?? text(form.name)
  const answers = text(form.response_json)
  return {
    k: 'form',
    ...(title && { title }),
    json: cleanRecord(objectOf(answers ?? '')) ?? (answers ? { response_json: answers } : {}),
  }
}
