import { fetchTrouble, type ProviderError, Reconnect, Rejected, RetryLater, say } from '@faladesk/plugin-sdk'
import twilio from 'twilio'
import { accountProblems, type Problems } from './problems.ts'

const [pauseMs, askAgainMs] = [2_000, 60_000]

/** Turns what the SDK threw into a class of trouble: refused, come back later, or nobody knows whether it was accepted. */
export const troubleOf = (error: unknown, retryAfter: number | undefined, problems: Problems): ProviderError => {
  const trouble = fetchTrouble(error)
  if (trouble.kind === 'refused') return trouble.error
  if (error instanceof twilio.RestException) return refusalOf(error, retryAfter, problems)
  if (trouble.kind === 'private') return forbidden
  if (trouble.kind === 'unwritten') return unreachable
  return ambiguous('no_answer')
}

const refusalOf = (
  { status, code, message }: twilio.RestException,
  retryAfter: number | undefined,
  { of: problemOf, knows }: Problems,
): ProviderError => {
  if (status === 429 || problemOf(code).class === 'throttled')
    return { ...problemOf(knows(code) ? code : 429), retryAfterMs: retryAfter ?? pauseMs }
  if (status >= 500) return ambiguous(String(status))
  if (knows(code)) return problemOf(code)
  if (status === 401 || status === 403) return { ...problemOf(401), ...(code && { code: String(code) }) }
  if (status === 404) return { ...problemOf(code, message), class: 'config' }
  if (status >= 400) return problemOf(code, message)
  // A 2xx or a redirect that is not Twilio's JSON: something else answered, or it was accepted and garbled on the way.
  return ambiguous(String(status))
}

/** The same as one of the four errors, for requests that only ask: what nobody answered is asked again. */
export const askingError = (error: unknown): Error => {
  const { class: kind, message, code, retryAfterMs } = troubleOf(error, undefined, accountProblems)
  if (kind === 'auth') return new Reconnect(message, code)
  if (kind === 'transient' || kind === 'throttled' || kind === 'ambiguous')
    return new RetryLater(retryAfterMs ?? askAgainMs, message, code)
  return new Rejected(message, code, kind)
}

const words = say(
  'A Twilio não respondeu; não sabemos ainda se a mensagem foi aceita.',
  'Twilio no respondió; aún no sabemos si el mensaje fue aceptado.',
  'Twilio did not answer; we do not know yet whether the message was accepted.',
)
const ambiguous = (code: string): ProviderError => ({ class: 'ambiguous', code, message: words.en, text: words })

const away = say(
  'Não foi possível conectar à Twilio; tentaremos de novo sozinhos.',
  'No fue posible conectar con Twilio; lo intentaremos de nuevo.',
  'Twilio could not be reached; we will try again by ourselves.',
)
const unreachable: ProviderError = {
  class: 'transient',
  code: 'unreachable',
  message: away.en,
  text: away,
  retryAfterMs: pauseMs,
}

// The host's guard refused the address before connecting.
const inside = say(
  'O endereço da API fica em uma rede privada, o que não é permitido aqui.',
  'La dirección de la API está en una red privada, lo que aquí no se permite.',
  'The API address is on a private network, which is not allowed here.',
)
const forbidden: ProviderError = { class: 'config', code: 'private_network', message: inside.en, text: inside }
