import { type Json, list, record, text } from '../src/read.ts'

/** A refusal in the form of Meta's Graph API. */
export const graphError = (code: number, details: string, subcode?: number) => ({
  error: {
    message: `(#${code}) ${details}`,
    type: 'OAuthException',
    code,
    ...(subcode && { error_subcode: subcode }),
    error_data: { messaging_product: 'whatsapp', details },
    fbtrace_id: 'AbCdEfGhIjK',
  },
})

/** What the Cloud API refuses at once in a message's body; undefined when it would take it. */
export const wrongIn = (body: Json): object | undefined => {
  const type = text(body.type) ?? ''
  const own = record(body[type]) ?? {}
  if (body.messaging_product !== 'whatsapp') return graphError(100, 'messaging_product is required')
  if (!!body.to === !!body.recipient) return graphError(100, 'exactly one of to and recipient is required')
  if (body.to && !/^\d{6,15}$/.test(String(body.to))) return graphError(131009, 'Parameter value is not valid: to ')
  if (type === 'contacts') return list(body.contacts).length === 0 ? graphError(131008, 'contacts') : undefined
  if (!record(body[type])) return graphError(131008, `Required parameter is missing: ${type}`)
  const rule = rules[type]
  return rule?.(own) ? graphError(131009, `Parameter value is not valid: ${type}`) : undefined
}

const long = (value: unknown, most: number) => (text(value)?.length ?? 0) > most
const without = (value: unknown) => !text(value)?.trim()
const file = (own: Json) => !URL.canParse(text(own.link) ?? '') || long(own.caption, 1024)

const rules: Record<string, (own: Json) => boolean> = {
  text: ({ body }) => without(body) || long(body, 4096),
  image: file,
  video: file,
  document: file,
  audio: (own) => file(own) || own.caption !== undefined,
  sticker: (own) => file(own) || own.caption !== undefined,
  location: ({ latitude, longitude }) => typeof latitude !== 'number' || typeof longitude !== 'number',
  template: ({ name, language }) => without(name) || without(record(language)?.code),
  interactive: ({ type, body, action }) => {
    const said = record(body)?.text
    if (without(said) || long(said, 1024)) return true
    const act = record(action) ?? {}
    return type === 'button' ? badButtons(act) : badRows(act)
  },
}

const badButtons = ({ buttons }: Json) => {
  const all = list(buttons).map((one) => record(record(one)?.reply) ?? {})
  const titles = new Set(all.map(({ title }) => title))
  const bad = all.some(({ id, title }) => without(id) || long(id, 256) || without(title) || long(title, 20))
  return bad || all.length === 0 || all.length > 3 || titles.size < all.length
}

const badRows = ({ button, sections }: Json) => {
  const all = list(sections).flatMap((one) => list(record(one)?.rows).map((row) => record(row) ?? {}))
  const bad = all.some(
    ({ id, title, description }) =>
      without(id) || long(id, 200) || without(title) || long(title, 24) || long(description, 72),
  )
  return bad || all.length === 0 || all.length > 10 || without(button) || long(button, 20)
}
