import type { Medium } from '@faladesk/twilio-codec'
import { identityOf } from './address.ts'
import { messageEvents } from './inbound.ts'
import { problems } from './problems.ts'

/** WhatsApp, as Twilio carries it. */
export const whatsapp: Medium = { identityOf, problems, inbound: messageEvents }
