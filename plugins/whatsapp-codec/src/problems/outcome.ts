import { fetchTrouble, type ProviderError, say, type Text } from '@faladesk/plugin-sdk'
import type { Answer } from '../ask.ts'
import { type Json, list, record, text } from '../read.ts'
import { isKnown, problemOf } from './problem-of.ts'
import { words } from './words.ts'

const pauseMs = 2_000

/** The class of trouble an answer that accepted nothing stands for. */
export const refusalOf = ({ status, body, retryAfterMs }: Answer): ProviderError => {
  const error = errorIn(body)
  const code = text(error?.code)
  const problem = isKnown(code) ? problemOf(error) : undefined
  if (status === 429 || problem?.class === 'throttled') {
    const slow = problem?.class === 'throttled' ? problem : said('throttled', '429', words.slow)
    return { ...slow, retryAfterMs: retryAfterMs ?? slow.retryAfterMs ?? pauseMs }
  }
  if (problem) return problem
  // The provider's own word that it is out of money or switched off, which 360dialog says without a code.
  if (status >= 400 && status < 500 && /payment|overdue|disabled|insufficient/i.test(text(error?.message) ?? ''))
    return said('config', code ?? String(status), words.payment)
  if (status === 401 || status === 403) return said('auth', code ?? String(status), words.credentials)
  if (status === 404) return said('config', code ?? '404', nobody)
  if (status >= 300 && status < 400) return said('config', String(status), moved)
  if (status >= 400 && status < 500) return problemOf(error ?? { code: String(status) })
  // A 5xx, or a 2xx that is not the provider's: it may have been accepted and garbled on the way.
  return said('ambiguous', code ?? String(status), words.uncertain)
}

/** The class of trouble an exception stands for: the host's refusal, nothing written, or nobody knows. */
export const troubleOf = (error: unknown): ProviderError => {
  const trouble = fetchTrouble(error)
  if (trouble.kind === 'refused') return trouble.error
  if (trouble.kind === 'private') return said('config', 'private_network', inside)
  if (trouble.kind === 'unwritten') return { ...said('transient', 'unreachable', words.away), retryAfterMs: pauseMs }
  return said('ambiguous', 'no_answer', words.uncertain)
}

/** The error in an answer of Meta's (`error`, `errors`) or of 360dialog's own (`meta`). */
export const errorIn = (body: Json | undefined): Json | undefined => {
  const meta = record(body?.meta)
  const own = meta && { message: meta.developer_message }
  const plain = text(body?.error) ?? text(body?.detail) ?? text(body?.message)
  return record(body?.error) ?? record(list(body?.errors)[0]) ?? own ?? (plain ? { message: plain } : undefined)
}

const said = (kind: ProviderError['class'], code: string, what: Text): ProviderError => ({
  class: kind,
  code,
  message: what.en,
  text: what,
})

const inside = say(
  'O endereço da API fica em uma rede privada, o que não é permitido aqui.',
  'La dirección de la API está en una red privada, lo que aquí no se permite.',
  'The API address is on a private network, which is not allowed here.',
)
const nobody = say(
  'Neste endereço não há API do WhatsApp: confira o endereço da API e a identificação do número.',
  'En esta dirección no hay API de WhatsApp: revise la dirección de la API y el identificador del número.',
  'There is no WhatsApp API at this address: check the API address and the phone number id.',
)
const moved = say(
  'O endereço da API manda para outro lugar; nada foi enviado. Confira o endereço da API.',
  'La dirección de la API redirige a otro lugar; no se envió nada. Revise la dirección de la API.',
  'The API address points somewhere else; nothing was sent. Check the API address.',
)
