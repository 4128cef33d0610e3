import { type ChannelContext, say, type TestResult } from '@faladesk/plugin-sdk'
import {
  accountProblems,
  foreignAddress,
  isOurs,
  sharedService,
  troubleOf,
  unknownService,
  wrongCredentials,
} from '@faladesk/twilio-codec'
import { holderOf, point } from './sender.ts'
import type { TwilioSettings } from './settings.ts'

/** Tells Twilio where this inbox's messages go, or says what a person has to copy by hand and why. */
export const setup = async (
  ctx: ChannelContext<TwilioSettings>,
  { replace } = { replace: false },
): Promise<TestResult> => {
  try {
    const holder = await holderOf(ctx)
    if (!holder) return { ok: false, field: 'from', message: byHand }
    if (isOurs(holder.inbound, ctx)) return { ok: true }
    // A service has many numbers: what another system answers is not ours to take.
    if (!replace && holder.kind === 'service' && holder.inbound !== '')
      return { ok: false, field: 'messagingServiceSid', message: sharedService }
    const foreign = replace ? null : foreignAddress(holder.inbound, ctx)
    if (foreign) return { ok: false, field: 'from', message: foreign }
    await point(holder, ctx)
    return { ok: true }
  } catch (error) {
    const trouble = troubleOf(error, undefined, accountProblems)
    if (trouble.class === 'auth') return { ok: false, field: 'authToken', message: wrongCredentials }
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
