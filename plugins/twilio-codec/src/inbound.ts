import type { InboundEvent, MessageEvent, Part } from '@faladesk/plugin-sdk'
import { decodedText } from './base64-text.ts'
import { type Params, read } from './form.ts'

// WhatsApp carries one media per message and Twilio at most ten; the rest of a forged count is not looked at.
const maxMedia = 10

/** The words of a form. Only text messages, whose addresses have no prefix, come as base64 when a long one was put together. */
export const bodyOf = (params: Params): string | undefined => {
  const body = read(params, 'Body')
  return body && !/^\w+:/.test(read(params, 'From') ?? '') ? (decodedText(body) ?? body) : body
}

/** The files of a form, the caption on the first; one without an address is kept visibly. */
export const mediaOf = (params: Params, caption: string | undefined): Part[] => {
  const count = Math.min(Number.parseInt(read(params, 'NumMedia') ?? '0', 10) || 0, maxMedia)
  const parts: Part[] = []
  for (let index = 0; index < count; index++) {
    const url = read(params, `MediaUrl${index}`)
    if (!url || !URL.canParse(url)) {
      parts.push({ k: 'unsupported', note: `Attachment ${index + 1} came without an address` })
      continue
    }
    const mime = read(params, `MediaContentType${index}`)?.toLowerCase() ?? 'application/octet-stream'
    parts.push({ k: 'media', media: { url, mime }, ...(index === 0 && caption && { caption }) })
  }
  return parts
}

/** Whether the person wants no more or wants again, by Advanced Opt-Out's `OptOutType`; HELP is neither. */
export const consentOf = (params: Params): 'optout' | 'optin' | undefined => {
  const type = read(params, 'OptOutType')
  return type === 'STOP' ? 'optout' : type === 'START' ? 'optin' : undefined
}

/** The id of the message a form brings. */
export const sidOf = (params: Params): string | undefined =>
  read(params, 'MessageSid') ?? read(params, 'SmsMessageSid') ?? read(params, 'SmsSid')

/** A message and, where the customer said so with it, the opting out or in. */
export const withConsent = (message: MessageEvent, consent: 'optout' | 'optin' | undefined): InboundEvent[] => {
  if (!consent) return [message]
  const { externalId, occurredAt, account, from } = message
  const base = { externalId, occurredAt, ...(account && { account }), from }
  return [message, { ...base, type: consent, idempotencyKey: `${consent}:${externalId}` }]
}
