import { fetchTrouble, type ProviderError, say } from '@faladesk/plugin-sdk'
import { Refusal } from './api.ts'
import { meaningOf } from './problems.ts'

const pauseMs = 2_000

/** Turns what a call threw into a class of trouble; nothing of it names the token, which is part of every address. */
export const troubleOf = (error: unknown): ProviderError => {
  if (error instanceof Refusal) return refusalOf(error)
  const trouble = fetchTrouble(error)
  // The host's own message may name the address, so its words are not kept.
  if (trouble.kind === 'refused')
    return { ...trouble.error, message: `The host refused the request (${trouble.error.class})` }
  if (trouble.kind === 'private') return { class: 'config', code: 'private_network', message: inside.en, text: inside }
  if (trouble.kind === 'unwritten')
    return { class: 'transient', code: 'unreachable', message: away.en, text: away, retryAfterMs: pauseMs }
  return ambiguous('no_answer')
}

const refusalOf = ({ status, description, retryAfterMs }: Refusal): ProviderError => {
  if (status === 429)
    return { class: 'throttled', code: '429', message: slow.en, text: slow, retryAfterMs: retryAfterMs ?? pauseMs }
  // 404 without more words is what a token of a wrong form gets.
  if (status === 401 || (status === 404 && /^not found$/i.test(description)))
    return { class: 'auth', code: String(status), message: credentials.en, text: credentials }
  if (status === 404 || status === 409) return { class: 'config', code: String(status), message: setup.en, text: setup }
  if (status >= 400 && status < 500) {
    const { text, ...meaning } = meaningOf(status, description)
    return { ...meaning, message: text.en, text }
  }
  // A 5xx, or a success or redirect that is not the Bot API's own JSON: it may have been accepted.
  return ambiguous(String(status))
}

const ambiguous = (code: string): ProviderError => ({ class: 'ambiguous', code, message: unsure.en, text: unsure })

const unsure = say(
  'O Telegram não respondeu; não sabemos se a mensagem foi aceita.',
  'Telegram no respondió; no sabemos si el mensaje fue aceptado.',
  'Telegram did not answer; we do not know whether the message was accepted.',
)
const away = say(
  'Não foi possível conectar ao Telegram; tentaremos de novo sozinhos.',
  'No fue posible conectar con Telegram; lo intentaremos de nuevo.',
  'Telegram could not be reached; we will try again by ourselves.',
)
const slow = say(
  'O Telegram pediu para enviar mais devagar; tentaremos de novo sozinhos.',
  'Telegram pidió enviar más despacio; lo intentaremos de nuevo.',
  'Telegram asked us to slow down; we will try again by ourselves.',
)
const setup = say(
  'O endereço da API não é de uma Bot API do Telegram.',
  'La dirección de la API no es de una Bot API de Telegram.',
  'The API address is not one of a Telegram Bot API.',
)
const inside = say(
  'O endereço da API fica em uma rede privada, o que não é permitido aqui.',
  'La dirección de la API está en una red privada, lo que aquí no se permite.',
  'The API address is on a private network, which is not allowed here.',
)
/** What to do when Telegram refuses the token. */
export const credentials = say(
  'O Telegram recusou o token do bot. Copie-o de novo do @BotFather (comando /token).',
  'Telegram rechazó el token del bot. Cópielo de nuevo del @BotFather (comando /token).',
  'Telegram refused the bot token. Copy it from @BotFather again (command /token).',
)
