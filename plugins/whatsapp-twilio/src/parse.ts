import { parseBy } from '@faladesk/twilio-codec'
import { identityOf } from './address.ts'
import { messageEvents } from './inbound.ts'
import { problems } from './problems.ts'

/** Reads a Twilio form of WhatsApp into events. */
export const parse = parseBy({ identityOf, problems, inbound: messageEvents })
