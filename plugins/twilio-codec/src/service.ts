import { foreignWebhook, say, type Text } from '@faladesk/plugin-sdk'
import type { AccountContext } from './account.ts'
import { ask } from './client.ts'

const messaging = 'https://messaging.twilio.com'

/** A Messaging Service, as far as its inbound messages go. */
export interface Service {
  /** The address it calls; empty when it has none. */
  inbound: string
  /** "Defer to sender's webhook": then the number's own address counts. */
  defers: boolean
}

/** Reads a Messaging Service; throws the SDK's exception when Twilio knows none. */
export const serviceOf = async (sid: string, ctx: AccountContext): Promise<Service> => {
  const service = (await ask(ctx, `${messaging}/v1/Services/${sid}`)) as Record<string, unknown>
  const url = service.inbound_request_url
  return { inbound: typeof url === 'string' ? url : '', defers: service.use_inbound_webhook_on_number === true }
}

/** Writes our address into a Messaging Service. The fallback is the same address: Twilio's one second try. */
export const pointService = async (sid: string, ctx: AccountContext): Promise<void> => {
  const inbound = ctx.webhooks.inbound as string
  const form = { InboundRequestUrl: inbound, InboundMethod: 'POST', FallbackUrl: inbound, FallbackMethod: 'POST' }
  await ask(ctx, `${messaging}/v1/Services/${sid}`, { form })
}

/** True when the address, without connection overrides (`#rc=3`), is this inbox's. */
export const isOurs = (address: string, ctx: AccountContext): boolean =>
  address.split('#', 1)[0] === ctx.webhooks.inbound

/** What to tell where Twilio calls another system's address; its own demonstration is nobody's. */
export const foreignAddress = (address: string, ctx: AccountContext): Text | null =>
  URL.canParse(address) && new URL(address).hostname === 'demo.twilio.com' ? null : foreignWebhook(address, ctx)

/** Said when a Messaging Service calls another address, which is not ours to take. */
export const sharedService = say(
  'Este Messaging Service já envia as mensagens para outro endereço, e talvez outros números dependam dele. Na Twilio, escolha “Defer to sender’s webhook” no serviço ou troque o endereço lá.',
  'Este Messaging Service ya envía los mensajes a otra dirección, y quizá otros números dependan de ella. En Twilio, elija “Defer to sender’s webhook” en el servicio o cambie allí la dirección.',
  'This Messaging Service already sends messages to another address, and other numbers may rely on it. At Twilio, choose “Defer to sender’s webhook” in the service, or change the address there.',
)
/** Said when the account has no such Messaging Service. */
export const unknownService = say(
  'A Twilio não conhece este Messaging Service. Copie de novo o SID, que começa com MG.',
  'Twilio no conoce este Messaging Service. Copie de nuevo el SID, que empieza con MG.',
  'Twilio does not know this Messaging Service. Copy its SID, which starts with MG, again.',
)
