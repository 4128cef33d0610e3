import { type ChannelContext, say, type TestResult } from '@faladesk/plugin-sdk'
import { checkAccount, isOurs } from '@faladesk/twilio-codec'
import { holderOf } from './sender.ts'
import type { TwilioSettings } from './settings.ts'

/** Asks Twilio for the account and for where it sends messages, and says what is wrong and how to repair it. */
export const check = async (ctx: ChannelContext<TwilioSettings>): Promise<TestResult> => {
  const account = await checkAccount(ctx)
  if (!account.ok) return account
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
