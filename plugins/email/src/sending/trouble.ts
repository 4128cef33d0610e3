import { type ErrorClass, type ProviderError, providerErrorOf, say, type Text } from '@faladesk/plugin-sdk'
import { connectionTroubleOf } from '../connecting/connection-trouble.ts'

/** How far a send had come when it failed. */
export type Stage = 'connecting' | 'envelope' | 'written'

/** Greylisting and full queues want minutes, not seconds. */
const laterMs = 3 * 60_000

/**
 * The class of a failed send, by what the server answered and how far we were: nothing is accepted before the final answer,
 * and once all was written without one, nobody knows. Its message holds codes only: servers quote addresses.
 */
export function sendTroubleOf(thrown: unknown, stage: Stage, server: { port: number; secure: boolean }): ProviderError {
  const said = providerErrorOf(thrown)
  if (said) return said
  const {
    responseCode,
    response = '',
    command = '',
  } = thrown as { responseCode?: number; response?: string; command?: string }
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  if (responseCode !== undefined && responseCode >= 400) {
    const code = [responseCode, enhanced].filter(Boolean).join(' ')
    if (responseCode < 500) return trouble('transient', code, words.later, laterMs)
    return byPlace(command, responseCode, enhanced ?? '', response, code)
  }
  // The server said how much it takes, before anything was sent.
  if (codeOf(thrown) === 'EMESSAGE' && stage !== 'written') return trouble('content', 'EMESSAGE', words.large)
  if (stage === 'written') return trouble('ambiguous', codeOf(thrown), words.unknown)
  const kind = connectionTroubleOf(thrown, server)
  if (kind === 'login') return trouble('auth', codeOf(thrown), words.login)
  if (kind === 'busy') return trouble('transient', kind, words.later, laterMs)
  if (['private', 'certificate', 'tls', 'plain', 'starttls'].includes(kind))
    return trouble('config', kind, words.server)
  return trouble('transient', codeOf(thrown), words.unreachable, 15_000)
}

// 5xx: where in the talk it came says what is wrong.
function byPlace(command: string, basic: number, enhanced: string, response: string, code: string): ProviderError {
  if (command.startsWith('AUTH') || basic === 535 || basic === 534 || basic === 530)
    return trouble('auth', code, words.login)
  if (basic === 552 || basic === 523 || /^5\.(3\.4|2\.3)$/.test(enhanced))
    return enhanced === '5.2.2' ? trouble('recipient', code, words.full) : trouble('content', code, words.large)
  if (enhanced === '5.2.2') return trouble('recipient', code, words.full)
  if (command === 'MAIL FROM') return trouble('config', code, words.sender)
  if (command === 'RCPT TO')
    return /^5\.7/.test(enhanced) || /spam|blocked|blacklist|policy/i.test(response)
      ? trouble('policy', code, words.blocked)
      : trouble('recipient', code, words.nobody)
  if (command === 'DATA')
    return /^5\.7/.test(enhanced) || basic === 554
      ? trouble('policy', code, words.blocked)
      : trouble('content', code, words.content)
  return trouble('transient', code, words.later, laterMs)
}

const trouble = (kind: ErrorClass, code: string, text: Text, retryAfterMs?: number): ProviderError => ({
  class: kind,
  code,
  message: text.en,
  text,
  ...(retryAfterMs !== undefined && { retryAfterMs }),
})

const codeOf = (error: unknown): string =>
  String((error as { code?: unknown })?.code ?? (error as Error)?.name ?? 'error').slice(0, 60)

const words = {
  later: say(
    'O servidor pediu para tentar mais tarde. Tentaremos de novo em alguns minutos.',
    'El servidor pidió intentar más tarde. Lo intentaremos de nuevo en unos minutos.',
    'The server asks to come back later. We try again in a few minutes.',
  ),
  unreachable: say(
    'O servidor de envio não respondeu. Tentaremos de novo.',
    'El servidor de envío no respondió. Lo intentaremos de nuevo.',
    'The sending server did not answer. We try again.',
  ),
  unknown: say(
    'O servidor recebeu o e-mail mas não confirmou. Pode ter sido entregue.',
    'El servidor recibió el correo pero no lo confirmó. Puede haber sido entregado.',
    'The server received the mail and did not confirm it. It may have been delivered.',
  ),
  login: say(
    'O servidor de envio recusou o usuário ou a senha. Reconecte a caixa nas configurações.',
    'El servidor de envío rechazó el usuario o la contraseña. Reconecte la bandeja en los ajustes.',
    'The sending server refused the user or the password. Connect the inbox again in its settings.',
  ),
  server: say(
    'A conexão segura com o servidor de envio não é possível com estes ajustes. Confira porta e TLS.',
    'La conexión segura con el servidor de envío no es posible con estos ajustes. Revise puerto y TLS.',
    'A secure connection to the sending server is not possible with these settings. Check port and TLS.',
  ),
  large: say(
    'O e-mail é grande demais para o servidor.',
    'El correo es demasiado grande para el servidor.',
    'The mail is too large for the server.',
  ),
  full: say(
    'A caixa postal do destinatário está cheia.',
    'El buzón del destinatario está lleno.',
    "The recipient's mailbox is full.",
  ),
  sender: say(
    'O servidor não deixa enviar deste endereço. Confira o endereço da caixa e o usuário de envio.',
    'El servidor no permite enviar desde esta dirección. Revise la dirección de la bandeja y el usuario de envío.',
    'The server does not let us send from this address. Check the address of the inbox and the sending user.',
  ),
  nobody: say(
    'Este endereço não existe ou não recebe e-mails.',
    'Esta dirección no existe o no recibe correos.',
    'This address does not exist or takes no mail.',
  ),
  blocked: say(
    'O servidor do destinatário recusou o e-mail por sua política (spam ou bloqueio).',
    'El servidor del destinatario rechazó el correo por su política (spam o bloqueo).',
    "The recipient's server refused the mail by its policy (spam or a block).",
  ),
  content: say(
    'O servidor recusou o conteúdo do e-mail.',
    'El servidor rechazó el contenido del correo.',
    'The server refused what the mail holds.',
  ),
}
