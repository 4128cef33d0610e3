import { fetchTrouble, type ProviderError, say } from '@faladesk/plugin-sdk'

/** An outcome nobody knows: the host looks it up, or shows it, before anything is sent again. */
export const uncertain: ProviderError = {
  class: 'ambiguous',
  code: 'no_answer',
  message: 'Pigeon did not answer: the message may have been accepted',
  text: say(
    'A Pigeon não respondeu; não sabemos ainda se a mensagem foi aceita.',
    'Pigeon no respondió; aún no sabemos si el mensaje fue aceptado.',
    'Pigeon did not answer; we do not know yet whether the message was accepted.',
  ),
}

/** What an answer that is no success means, by its status alone. */
export const refusalOf = ({ status, headers }: Response): ProviderError => {
  const error = (kind: ProviderError['class'], message: string): ProviderError => ({
    class: kind,
    code: String(status),
    message,
  })
  const seconds = Number(headers.get('retry-after'))
  if (status === 429)
    return { ...error('throttled', 'Pigeon asks to wait'), retryAfterMs: seconds > 0 ? seconds * 1000 : 2_000 }
  if (status === 401 || status === 403) return error('auth', 'Pigeon refused the access token')
  if (status === 404) return error('recipient', 'Pigeon does not know this address')
  if (status >= 400 && status < 500) return error('content', 'Pigeon refused this message')
  // A 5xx may come after the message was taken, and a redirect or a strange 2xx is not Pigeon's answer.
  return { ...uncertain, code: String(status) }
}

/** What a request that was never answered means: the question is whether it may have been accepted. */
export const troubleOf = (error: unknown): ProviderError => {
  const trouble = fetchTrouble(error)
  if (trouble.kind === 'refused') return trouble.error
  if (trouble.kind === 'private')
    return { class: 'config', code: 'private_network', message: 'The API address is in a private network' }
  return trouble.kind === 'unwritten'
    ? { class: 'transient', code: 'unreachable', message: 'Pigeon could not be reached' }
    : uncertain
}
