import { type ChannelContext, say, type TestResult } from '@faladesk/plugin-sdk'
import {
  accountProblems,
  foreignAddress,
  isOurs,
  pointService,
  serviceOf,
  sharedService,
  troubleOf,
  unknownService,
  wrongCredentials,
} from '@faladesk/twilio-codec'
import { foreignNumber, noSms } from './check.ts'
import { numberOf, pointNumber } from './number.ts'
import type { TwilioSmsSettings } from './settings.ts'

type Context = ChannelContext<TwilioSmsSettings>

/** Tells Twilio where this inbox's text messages go; what another system answers is left to it, and said. */
export const setup = async (ctx: Context, { replace } = { replace: false }): Promise<TestResult> => {
  const { messagingServiceSid: sid } = ctx.settings
  try {
    const service = sid ? await serviceOf(sid, ctx) : null
    return sid && service && !service.defers
      ? await setUpService(sid, service.inbound, ctx, replace)
      : await setUpNumber(ctx, replace)
  } catch (error) {
    const trouble = troubleOf(error, undefined, accountProblems)
    if (trouble.class === 'auth') return { ok: false, field: 'authToken', message: wrongCredentials }
    if (trouble.code === '20404' && sid) return { ok: false, field: 'messagingServiceSid', message: unknownService }
    return { ok: false, message: byHand }
  }
}

const setUpService = async (sid: string, inbound: string, ctx: Context, replace: boolean): Promise<TestResult> => {
  if (isOurs(inbound, ctx)) return { ok: true }
  if (!replace && foreignAddress(inbound, ctx))
    return { ok: false, field: 'messagingServiceSid', message: sharedService }
  await pointService(sid, ctx)
  return { ok: true }
}

const setUpNumber = async (ctx: Context, replace: boolean): Promise<TestResult> => {
  if (!ctx.settings.from) return { ok: false, field: 'messagingServiceSid', message: deferring }
  const number = await numberOf(ctx)
  if (!number) return { ok: false, field: 'from', message: foreignNumber }
  if (!number.sms) return { ok: false, field: 'from', message: noSms }
  if (number.application) return { ok: false, field: 'from', message: application }
  if (isOurs(number.inbound, ctx)) return { ok: true }
  const foreign = replace ? null : foreignAddress(number.inbound, ctx)
  if (foreign) return { ok: false, field: 'from', message: foreign }
  await pointNumber(number, ctx)
  return { ok: true }
}

const byHand = say(
  'Não conseguimos configurar este número na Twilio. Copie o endereço de entrada desta caixa para “A message comes in” do número.',
  'No pudimos configurar este número en Twilio. Copie la dirección de entrada de esta bandeja en “A message comes in” del número.',
  'This number could not be set up at Twilio. Copy this inbox’s inbound address into “A message comes in” of the number.',
)
const application = say(
  'Um TwiML App responde pelos SMS deste número. Na Twilio, troque “Configure with” para Webhook e cole o endereço de entrada desta caixa.',
  'Una TwiML App responde los SMS de este número. En Twilio, cambie “Configure with” a Webhook y pegue la dirección de entrada de esta bandeja.',
  'A TwiML App answers this number’s text messages. At Twilio, change “Configure with” to Webhook and paste this inbox’s inbound address.',
)
const deferring = say(
  'Este Messaging Service deixa cada número com o próprio endereço. Escreva aqui o número, ou na Twilio escolha “Send a webhook” no serviço.',
  'Este Messaging Service deja a cada número su propia dirección. Escriba aquí el número, o en Twilio elija “Send a webhook” en el servicio.',
  'This Messaging Service leaves each number its own address. Fill in the number here, or choose “Send a webhook” in the service at Twilio.',
)
