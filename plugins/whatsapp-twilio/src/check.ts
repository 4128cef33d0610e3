import { type ChannelContext, say, type TestResult } from '@faladesk/plugin-sdk'
import { connect } from './client.ts'
import { troubleOf } from './outcome.ts'
import { holderOf, isOurs } from './sender.ts'
import type { TwilioSettings } from './settings.ts'

/** Asks Twilio for the account and for where it sends messages, and says what is wrong and how to repair it. */
export const check = async (ctx: ChannelContext<TwilioSettings>): Promise<TestResult> => {
  const { accountSid } = ctx.settings
  const { api, retryAfter } = connect(ctx)
  try {
    const { status } = await api.api.v2010.accounts(accountSid).fetch()
    if (status !== 'active') return { ok: false, field: 'accountSid', message: inactive }
  } catch (error) {
    const trouble = troubleOf(error, retryAfter())
    if (trouble.class === 'auth') return { ok: false, field: 'authToken', message: credentials }
    if (trouble.code === '20404' || trouble.class === 'config')
      return { ok: false, field: 'accountSid', message: unknown }
    return { ok: false, field: 'apiBaseUrl', message: away }
  }
  // Keys of some accounts may not read senders, and the sandbox has none: what cannot be seen is not called wrong.
  const holder = await holderOf(ctx).catch(() => null)
  if (!holder || isOurs(holder.inbound, ctx)) return { ok: true }
  return { ok: false, message: elsewhere }
}

const elsewhere = say(
  'As credenciais estão certas, mas a Twilio envia as mensagens deste número para outro endereço. Copie o endereço de entrada desta caixa para o número (ou para o Messaging Service) na Twilio.',
  'Las credenciales son correctas, pero Twilio envía los mensajes de este número a otra dirección. Copie la dirección de entrada de esta bandeja en el número (o en el Messaging Service) en Twilio.',
  'The credentials are right, but Twilio sends this number’s messages to another address. Copy this inbox’s inbound address into the number (or the Messaging Service) at Twilio.',
)
/** What to do when Twilio refuses the credentials. */
export const credentials = say(
  'A Twilio recusou estas credenciais. Copie de novo o Account SID e o Auth Token do console da Twilio.',
  'Twilio rechazó estas credenciales. Copie de nuevo el Account SID y el Auth Token de la consola de Twilio.',
  'Twilio refused these credentials. Copy the Account SID and the Auth Token from the Twilio console again.',
)
const unknown = say(
  'A Twilio não conhece este Account SID. Copie-o de novo do console da Twilio.',
  'Twilio no conoce este Account SID. Cópielo de nuevo de la consola de Twilio.',
  'Twilio does not know this Account SID. Copy it from the Twilio console again.',
)
const inactive = say(
  'Esta conta da Twilio está suspensa ou encerrada. Verifique o saldo no console da Twilio.',
  'Esta cuenta de Twilio está suspendida o cerrada. Revise el saldo en la consola de Twilio.',
  'This Twilio account is suspended or closed. Check its balance in the Twilio console.',
)
const away = say(
  'A Twilio não respondeu. Confira o endereço da API e tente de novo em instantes.',
  'Twilio no respondió. Revise la dirección de la API e inténtelo de nuevo en unos instantes.',
  'Twilio did not answer. Check the API address and try again in a moment.',
)
