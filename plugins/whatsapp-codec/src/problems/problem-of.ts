import { type ProviderError, say } from '@faladesk/plugin-sdk'
import { type Json, record, text } from '../read.ts'
import { type Problem, problems } from './table.ts'
import { words } from './words.ts'

/**
 * Says in plain words what one of Meta's errors means and which class of trouble it is: by its code, and where the code
 * alone says too little by its details; never by the title, which Meta changes.
 */
export const problemOf = (error: Json | undefined): ProviderError => {
  const code = text(error?.code)
  const details = text(record(error?.error_data)?.details) ?? text(error?.message) ?? ''
  const known =
    detailed(code, details, text(error?.error_subcode)) ?? (code === undefined ? undefined : problems.get(code))
  if (!known) return unknown(code)
  const { class: kind, text: said, retryAfterMs, scope } = known
  return {
    class: kind,
    ...(code !== undefined && { code }),
    message: said.en,
    text: said,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(scope && { scope }),
  }
}

/** True when the table knows the code. */
export const isKnown = (code: string | undefined): boolean => code !== undefined && problems.has(code)

// A few codes mean several things, and only their details tell which.
const detailed = (code: string | undefined, details: string, subcode: string | undefined): Problem | undefined => {
  if (code === '100' && (subcode === '33' || /does not exist|missing permissions/i.test(details)))
    return { class: 'config', text: words.number }
  if (
    (code === '100' || code === '131009') &&
    /recipient|parameter\W*to\W|not a valid (whatsapp|phone)/i.test(`${details} `)
  )
    return { class: 'recipient', text: words.unreachable }
  if (code === '131053' && /unsupported|mime|too (large|big)|size|not (a )?valid|format/i.test(details))
    return { class: 'content', text: words.media }
  // Meta's word for trouble of its own, not of the token.
  if (code === '190' && /unexpected error|try again/i.test(details))
    return { class: 'transient', text: words.away, retryAfterMs: 10_000 }
  if (code === '131026' && /24 hours|re-?engagement/i.test(details))
    return { class: 'window_closed', text: words.window }
  return undefined
}

// A template error Meta may add one day is still about the template.
const unknown = (code: string | undefined): ProviderError => {
  if (code && /^132\d{3}$/.test(code))
    return { class: 'content', code, message: words.template.en, text: words.template }
  const said = say(
    `O WhatsApp não entregou a mensagem${code ? ` (erro ${code})` : ''}. Tente de novo mais tarde ou fale por outro canal.`,
    `WhatsApp no entregó el mensaje${code ? ` (error ${code})` : ''}. Inténtelo más tarde o escriba por otro canal.`,
    `WhatsApp did not deliver the message${code ? ` (error ${code})` : ''}. Try again later or write over another channel.`,
  )
  return { class: 'content', ...(code && { code }), message: said.en, text: said }
}
