import { parseBy } from '@faladesk/twilio-codec'
import { whatsapp } from './medium.ts'

/** Reads a Twilio form of WhatsApp into events. */
export const parse = parseBy(whatsapp)
