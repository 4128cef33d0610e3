import {
  type ChannelContext,
  fetchTrouble,
  type ProviderError,
  type SendResult,
  say,
  type Text,
} from '@faladesk/plugin-sdk'
import type { EmailSettings } from '../settings/settings.ts'
import type { ReadyMail } from './mail.ts'

/** Hands a ready mail to the relay: its bytes as they are, its envelope in headers, and the relay's own id in the answer. */
export async function relayMail(
  { from, to, id, bytes }: ReadyMail,
  { settings, fetch, signal }: ChannelContext<EmailSettings>,
): Promise<SendResult> {
  const { url = '', secret } = settings.relay ?? {}
  let answer: Response
  let given: unknown
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'message/rfc822',
        // Headers carry plain letters only: others are percent-encoded.
        'x-faladesk-envelope-from': encodeURI(from),
        'x-faladesk-envelope-to': to.map(encodeURI).join(', '),
        ...(secret && { 'x-faladesk-secret': secret }),
      },
      body: new Uint8Array(bytes),
      redirect: 'error',
      signal,
    })
    given = answer.ok ? ((await answer.json()) as { id?: unknown } | null)?.id : undefined
  } catch (error) {
    return { ok: false, error: unanswered(error) }
  }
  if (!answer.ok) return { ok: false, error: refusal(answer) }
  if (typeof given !== 'string') return { ok: false, error: failure('ambiguous', 'no_id', words.unknown) }
  return {
    ok: true,
    parts: [...new Set([id, given.replace(/^<|>$/g, '')])]
      .filter(Boolean)
      .map((externalId) => ({ externalId, status: 'sent' as const })),
  }
}

/** Asks the relay who it is, as the test button does; its word is a status. */
export async function askRelay({ settings, fetch, signal }: ChannelContext<EmailSettings>): Promise<number> {
  const { url = '', secret } = settings.relay ?? {}
  const headers = secret ? { 'x-faladesk-secret': secret } : {}
  const answer = await fetch(url, { method: 'GET', headers, redirect: 'error', signal })
  await answer.body?.cancel()
  return answer.status
}

const refusal = ({ status, headers }: Response): ProviderError => {
  const seconds = Number(headers.get('retry-after'))
  const code = String(status)
  if (status === 429)
    return { ...failure('throttled', code, words.later), retryAfterMs: seconds > 0 ? seconds * 1000 : 60_000 }
  if (status === 401 || status === 403) return failure('auth', code, words.secret)
  if (status === 413) return failure('content', code, words.large)
  if (status === 404 || status === 405) return failure('config', code, words.address)
  if (status >= 400 && status < 500) return failure('content', code, words.refused)
  return failure('ambiguous', code, words.unknown)
}

const unanswered = (error: unknown): ProviderError => {
  const trouble = fetchTrouble(error)
  if (trouble.kind === 'refused') return trouble.error
  if (trouble.kind === 'private') return failure('config', 'EPRIVATE', words.address)
  return trouble.kind === 'unwritten'
    ? failure('transient', 'unreachable', words.later)
    : failure('ambiguous', 'no_answer', words.unknown)
}

const failure = (kind: ProviderError['class'], code: string, text: Text): ProviderError => ({
  class: kind,
  code,
  message: text.en,
  text,
})

const words = {
  later: say(
    'O serviço de envio não está disponível agora. Tentaremos de novo.',
    'El servicio de envío no está disponible ahora. Lo intentaremos de nuevo.',
    'The sending service is not there right now. We try again.',
  ),
  secret: say(
    'O serviço de envio recusou o segredo. Confira "Envio por HTTPS" nas configurações.',
    'El servicio de envío rechazó el secreto. Revise "Envío por HTTPS" en los ajustes.',
    'The sending service refused the secret. Check "Sending over HTTPS" in the settings.',
  ),
  address: say(
    'O endereço de "Envio por HTTPS" não recebe e-mails. Confira-o nas configurações.',
    'La dirección de "Envío por HTTPS" no recibe correos. Revísela en los ajustes.',
    'The address of "Sending over HTTPS" takes no mail. Check it in the settings.',
  ),
  large: say(
    'O e-mail é grande demais para o serviço de envio.',
    'El correo es demasiado grande para el servicio de envío.',
    'The mail is too large for the sending service.',
  ),
  refused: say(
    'O serviço de envio recusou este e-mail.',
    'El servicio de envío rechazó este correo.',
    'The sending service refused this mail.',
  ),
  unknown: say(
    'O serviço de envio não confirmou. O e-mail pode ter sido entregue.',
    'El servicio de envío no confirmó. El correo puede haber sido entregado.',
    'The sending service did not confirm. The mail may have been delivered.',
  ),
}
