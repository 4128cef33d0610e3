import type { Identity, InboundEvent } from '@faladesk/plugin-sdk'
import type { Params } from './form.ts'
import type { Problems } from './problems.ts'

/** What differs between WhatsApp and SMS at Twilio: how an address reads, what error codes mean, what a customer's form says. */
export interface Medium {
  /** Reads an address of Twilio's; null when it is none of this medium. */
  identityOf(address: string): Identity | null
  problems: Problems
  /** The events of a customer's message; null when it has no id or no sender. */
  inbound(params: Params, now: Date): InboundEvent[] | null
}
