import { type ChannelContext, say, type TestResult } from '@faladesk/plugin-sdk'
import { accountProblems, checkAccount, isOurs, serviceOf, troubleOf, unknownService } from '@faladesk/twilio-codec'
import { numberOf, poolOf } from './number.ts'
import type { TwilioSmsSettings } from './settings.ts'

/** Asks Twilio for the account, the service and the number, and says what is wrong and how to repair it. */
export const check = async (ctx: ChannelContext<TwilioSmsSettings>): Promise<TestResult> => {
  const account = await checkAccount(ctx)
  if (!account.ok) return account
  const { messagingServiceSid: sid, from } = ctx.settings
  try {
    const service = sid ? await serviceOf(sid, ctx) : null
    if (sid && !from && (await poolOf(ctx)).length === 0)
      return { ok: false, field: 'messagingServiceSid', message: emptyPool }
    const number = from ? await numberOf(ctx) : null
    if (from && !number) return { ok: false, field: 'from', message: foreignNumber }
    if (number?.sms === false) return { ok: false, field: 'from', message: noSms }
    // A service that defers leaves it to each of its numbers; without one of our own there is nothing to look at.
    const called = service && !service.defers ? service.inbound : number?.application ? '' : number?.inbound
    return called === undefined || isOurs(called, ctx) ? { ok: true } : { ok: false, message: elsewhere }
  } catch (error) {
    if (sid && troubleOf(error, undefined, accountProblems).code === '20404')
      return { ok: false, field: 'messagingServiceSid', message: unknownService }
    return { ok: false, message: unseen }
  }
}

/** Said when the account has no such number. */
export const foreignNumber = say(
  'Este número não está nesta conta da Twilio. Confira em Phone Numbers → Active numbers e copie-o de lá.',
  'Este número no está en esta cuenta de Twilio. Revíselo en Phone Numbers → Active numbers y cópielo de allí.',
  'This number is not in this Twilio account. Look in Phone Numbers → Active numbers and copy it from there.',
)
/** Said when the number takes calls alone. */
export const noSms = say(
  'Este número não recebe nem envia SMS. Escolha na Twilio um número com a capacidade SMS.',
  'Este número no recibe ni envía SMS. Elija en Twilio un número con la capacidad SMS.',
  'This number neither receives nor sends SMS. Choose a number at Twilio with the SMS capability.',
)
const emptyPool = say(
  'Este Messaging Service não tem nenhum número. Na Twilio, abra o serviço e acrescente um em Sender Pool.',
  'Este Messaging Service no tiene ningún número. En Twilio, abra el servicio y agregue uno en Sender Pool.',
  'This Messaging Service has no number. At Twilio, open the service and add one in Sender Pool.',
)
const elsewhere = say(
  'As credenciais estão certas, mas a Twilio envia os SMS deste número para outro endereço. Copie o endereço de entrada desta caixa para “A message comes in” do número (ou para o Messaging Service) na Twilio.',
  'Las credenciales son correctas, pero Twilio envía los SMS de este número a otra dirección. Copie la dirección de entrada de esta bandeja en “A message comes in” del número (o en el Messaging Service) en Twilio.',
  'The credentials are right, but Twilio sends this number’s text messages to another address. Copy this inbox’s inbound address into “A message comes in” of the number (or into the Messaging Service) at Twilio.',
)
const unseen = say(
  'As credenciais estão certas, mas a Twilio não mostrou o número. Tente de novo em instantes.',
  'Las credenciales son correctas, pero Twilio no mostró el número. Inténtelo de nuevo en unos instantes.',
  'The credentials are right, but Twilio did not show the number. Try again in a moment.',
)
