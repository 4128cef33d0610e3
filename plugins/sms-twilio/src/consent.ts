import { consentOf, type Params, read } from '@faladesk/twilio-codec'

// What Twilio itself obeys on long codes when Advanced Opt-Out is off, in English alone
// (https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out); a later send then fails with 21610.
const stop = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'])
// YES opens Twilio's gate as well, but it mostly answers a question: it is not taken for a wish to hear more.
const start = new Set(['START', 'UNSTOP', 'VOLTAR', 'ALTA'])

/**
 * Whether the person wants no more or wants again: what Advanced Opt-Out found, else the one word the whole text is, of
 * Twilio's own and of the organization's. Twilio takes a keyword for one only when nothing stands beside it, and so do we.
 */
export const wishOf = (params: Params, stopWords: readonly string[]): 'optout' | 'optin' | undefined => {
  if (read(params, 'OptOutType')) return consentOf(params)
  const body = (read(params, 'Body') ?? '').trim()
  // A wish is a word or two; only those are looked at closely.
  const said = body.length <= longest ? bare(body) : ''
  if (said === '') return undefined
  if (stop.has(said) || stopWords.some((word) => bare(word) === said)) return 'optout'
  return start.has(said) ? 'optin' : undefined
}

const longest = 60

const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/^[\s"'.!¡]+|[\s"'.!]+$/g, '')
    .toUpperCase()
