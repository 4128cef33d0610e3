import { type ProviderError, say } from '@faladesk/plugin-sdk'

/** Why a mail came back, in words for the agent; the other server's own words stay out, as they name people. */
export const bounceError = (status: string | undefined, delayed: boolean): ProviderError => {
  const code = status ?? (delayed ? '4.0.0' : '5.0.0')
  const rest = code.slice(2)
  const found = delayed ? late : (reasons.find(([sign]) => sign.test(rest))?.[1] ?? unknown)
  return {
    class: delayed ? 'transient' : /^7\./.test(rest) ? 'policy' : /^3\.4|^6\./.test(rest) ? 'content' : 'recipient',
    code,
    message: found.en,
    text: found,
  }
}

const late = say(
  'O servidor do cliente ainda não aceitou o e-mail; ele continua sendo tentado.',
  'El servidor del cliente aún no aceptó el correo; se sigue intentando.',
  'The customer’s server has not taken the mail yet; it is still being tried.',
)
const unknown = say(
  'O e-mail voltou: o servidor do cliente não o aceitou.',
  'El correo volvió: el servidor del cliente no lo aceptó.',
  'The mail came back: the customer’s server did not accept it.',
)
const reasons: [RegExp, typeof unknown][] = [
  [
    /^1\.(?:2|4|10)$/,
    say(
      'O e-mail voltou: o domínio do endereço não existe. Confira o que vem depois do @.',
      'El correo volvió: el dominio de la dirección no existe. Revise lo que va después de la @.',
      'The mail came back: the address’s domain does not exist. Check what follows the @.',
    ),
  ],
  [
    /^1\.|^2\.1$/,
    say(
      'O e-mail voltou: este endereço não existe ou foi desativado. Peça outro ao cliente.',
      'El correo volvió: esta dirección no existe o fue desactivada. Pida otra al cliente.',
      'The mail came back: this address does not exist or was closed. Ask the customer for another.',
    ),
  ],
  [
    /^2\.2$/,
    say(
      'O e-mail voltou: a caixa do cliente está cheia. Tente por outro canal.',
      'El correo volvió: el buzón del cliente está lleno. Pruebe otro canal.',
      'The mail came back: the customer’s mailbox is full. Try another channel.',
    ),
  ],
  [
    /^[23]\.[34]$/,
    say(
      'O e-mail voltou: é grande demais para o servidor do cliente. Envie menos anexos.',
      'El correo volvió: es demasiado grande para el servidor del cliente. Envíe menos adjuntos.',
      'The mail came back: it is too large for the customer’s server. Send fewer attachments.',
    ),
  ],
  [
    /^7\./,
    say(
      'O e-mail voltou: o servidor do cliente o bloqueou. Peça a quem cuida do domínio que confira SPF, DKIM e DMARC.',
      'El correo volvió: el servidor del cliente lo bloqueó. Pida a quien administra el dominio que revise SPF, DKIM y DMARC.',
      'The mail came back: the customer’s server blocked it. Ask whoever runs the domain to check SPF, DKIM and DMARC.',
    ),
  ],
]
