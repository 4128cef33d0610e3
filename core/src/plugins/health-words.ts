import { type ProviderError, say, type Text } from '@faladesk/plugin-sdk'
import type { HealthSource, Unwell } from './health.ts'

/** What a provider's error means for its inbox, in plain words with what to do; the plugin's own words come first. */
export function unwellOf(source: HealthSource, error: ProviderError): Unwell {
  const [text, remedy] = wordsFor(source, error)
  const lasting = error.class === 'auth' || error.class === 'config'
  return {
    status: lasting ? 'error' : 'degraded',
    text: lasting && error.text ? error.text : text,
    remedy,
    reason: error.message.slice(0, 300),
  }
}

type Words = readonly [text: Text, remedy: Text]

const wordsFor = (source: HealthSource, { class: kind, code = '', message }: ProviderError): Words => {
  if (kind === 'auth') {
    if (expired.has(code)) return tokenExpired
    return loginCodes.test(code) || /password|imap|smtp/i.test(message) ? wrongLogin : refused
  }
  if (kind === 'config') return wronglySet(message)
  if (source === 'media') return mediaBlocked
  return kind === 'throttled' ? throttled : interrupted(message)
}

// Meta's codes for a token that expired, was revoked, or whose owner changed the password.
const expired = new Set(['190', '102', '460', '463', '467'])
const loginCodes = /^(EAUTH|AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|535|534|530)$/i

const tokenExpired: Words = [
  say(
    'O token de acesso expirou ou foi revogado; o provedor não o aceita mais.',
    'El token de acceso venció o fue revocado; el proveedor ya no lo acepta.',
    'The access token has expired or was revoked; the provider no longer accepts it.',
  ),
  say(
    'Gere um token permanente no painel do provedor e salve-o nos ajustes desta caixa.',
    'Genere un token permanente en el panel del proveedor y guárdelo en los ajustes de esta bandeja.',
    'Make a permanent token in the provider’s panel and save it in this inbox’s settings.',
  ),
]
const wrongLogin: Words = [
  say(
    'O servidor de e-mail recusou o usuário ou a senha.',
    'El servidor de correo rechazó el usuario o la contraseña.',
    'The mail server refused the user or the password.',
  ),
  say(
    'Confira o usuário e a senha nos ajustes. Gmail, Outlook e outros pedem uma senha de app ou o acesso por OAuth.',
    'Revise el usuario y la contraseña en los ajustes. Gmail, Outlook y otros piden una contraseña de aplicación o el acceso por OAuth.',
    'Check the user and the password in the settings. Gmail, Outlook and others ask for an app password or OAuth.',
  ),
]
const refused: Words = [
  say(
    'O provedor não aceita mais as credenciais desta caixa.',
    'El proveedor ya no acepta las credenciales de esta bandeja.',
    'The provider no longer accepts the credentials of this inbox.',
  ),
  say(
    'Gere novas credenciais no painel do provedor e salve-as nos ajustes desta caixa. As mensagens que esperam seguem depois.',
    'Genere nuevas credenciales en el panel del proveedor y guárdelas en los ajustes de esta bandeja. Los mensajes en espera saldrán después.',
    'Make new credentials in the provider’s panel and save them in this inbox’s settings. What waits is sent afterwards.',
  ),
]
const wronglySet = (message: string): Words => [
  say(
    `O provedor recusa os ajustes desta caixa: ${message}`,
    `El proveedor rechaza los ajustes de esta bandeja: ${message}`,
    `The provider refuses the settings of this inbox: ${message}`,
  ),
  say(
    'Confira os ajustes da caixa e use o botão de teste, que diz qual campo corrigir.',
    'Revise los ajustes de la bandeja y use el botón de prueba, que dice qué campo corregir.',
    'Check the settings of the inbox and press its test button, which says what field to correct.',
  ),
]
const mediaBlocked: Words = [
  say(
    'O provedor não está entregando arquivos; fotos e documentos recebidos chegam com atraso.',
    'El proveedor no está entregando archivos; las fotos y los documentos recibidos llegan con demora.',
    'The provider is not handing out files; photos and documents that were received arrive late.',
  ),
  say(
    'Não é preciso fazer nada: tentamos de novo com calma até o provedor liberar, em geral em meia hora.',
    'No hace falta hacer nada: lo intentamos de nuevo con calma hasta que el proveedor lo permita, en general en media hora.',
    'Nothing needs to be done: we go on trying, calmly, until the provider allows it, usually within half an hour.',
  ),
]
const throttled: Words = [
  say(
    'O provedor pediu para enviar mais devagar; as mensagens esperam e seguem na ordem.',
    'El proveedor pidió enviar más despacio; los mensajes esperan y salen en orden.',
    'The provider asked us to send more slowly; messages wait and go out in their order.',
  ),
  say(
    'Se acontece sempre, peça ao provedor um limite maior ou envie menos mensagens de uma vez.',
    'Si ocurre siempre, pida al proveedor un límite mayor o envíe menos mensajes a la vez.',
    'If it keeps happening, ask the provider for a higher limit or send fewer messages at once.',
  ),
]
const interrupted = (message: string): Words => [
  say(
    `A ligação com o provedor cai e é refeita: ${message}`,
    `La conexión con el proveedor se cae y se rehace: ${message}`,
    `The connection to the provider keeps breaking and is made again: ${message}`,
  ),
  say(
    'Continuamos tentando sozinhos. Se durar, confira o endereço do servidor e veja se o provedor está no ar.',
    'Seguimos intentando solos. Si continúa, revise la dirección del servidor y si el proveedor está disponible.',
    'We go on trying by ourselves. If it lasts, check the server’s address and whether the provider is up.',
  ),
]
