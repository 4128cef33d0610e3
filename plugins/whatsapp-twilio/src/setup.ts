import { type ChannelContext, say, type TestResult } from '@faladesk/plugin-sdk'
import { credentials } from './check.ts'
import { troubleOf } from './outcome.ts'
import { holderOf, isOurs, point } from './sender.ts'
import type { TwilioSettings } from './settings.ts'

/** Tells Twilio where this inbox's messages go, or says what a person has to copy by hand and why. */
export const setup = async (ctx: ChannelContext<TwilioSettings>): Promise<TestResult> => {
  try {
    const holder = await holderOf(ctx)
    if (!holder) return { ok: false, field: 'from', message: byHand }
    if (isOurs(holder.inbound, ctx)) return { ok: true }
    // A service has many numbers: what another system answers is not ours to take.
    if (holder.kind === 'service' && holder.inbound !== '')
      return { ok: false, field: 'messagingServiceSid', message: shared }
    await point(holder, ctx)
    return { ok: true }
  } catch (error) {
    const trouble = troubleOf(error, undefined)
    if (trouble.class === 'auth') return { ok: false, field: 'authToken', message: credentials }
    if (trouble.code === '20404' && ctx.settings.messagingServiceSid)
      return { ok: false, field: 'messagingServiceSid', message: unknownService }
    return { ok: false, message: byHand }
  }
}

const byHand = say(
  'Não conseguimos configurar este número na Twilio (o sandbox, por exemplo, só se configura lá). Copie o endereço de entrada desta caixa para “Webhook URL for incoming messages” do número.',
  'No pudimos configurar este número en Twilio (el sandbox, por ejemplo, solo se configura allí). Copie la dirección de entrada de esta bandeja en “Webhook URL for incoming messages” del número.',
  'This number could not be set up at Twilio (the sandbox, for one, is only set up there). Copy this inbox’s inbound address into the number’s “Webhook URL for incoming messages”.',
)
const shared = say(
  'Este Messaging Service já envia as mensagens para outro endereço, e talvez outros números dependam dele. Na Twilio, escolha “Defer to sender’s webhook” no serviço ou troque o endereço lá.',
  'Este Messaging Service ya envía los mensajes a otra dirección, y quizá otros números dependan de ella. En Twilio, elija “Defer to sender’s webhook” en el servicio o cambie allí la dirección.',
  'This Messaging Service already sends messages to another address, and other numbers may rely on it. At Twilio, choose “Defer to sender’s webhook” in the service, or change the address there.',
)
const unknownService = say(
  'A Twilio não conhece este Messaging Service. Copie de novo o SID, que começa com MG.',
  'Twilio no conoce este Messaging Service. Copie de nuevo el SID, que empieza con MG.',
  'Twilio does not know this Messaging Service. Copy its SID, which starts with MG, again.',
)
