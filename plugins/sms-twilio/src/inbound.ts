import type { InboundEvent, MessageEvent, Part } from '@faladesk/plugin-sdk'
import { bodyOf, mediaOf, type Params, read, sidOf, withConsent } from '@faladesk/twilio-codec'
import { identityOf } from './address.ts'
import { wishOf } from './consent.ts'

/** Turns Twilio's form of a text message into an event, and an opt-out or opt-in beside it; null when it has no id or sender. */
export const messageEvents = (params: Params, now: Date, stopWords: readonly string[]): InboundEvent[] | null => {
  const sid = sidOf(params)
  const sender = identityOf(read(params, 'From') ?? '')
  if (!sid || !sender) return null
  const to = identityOf(read(params, 'To') ?? '')
  const message: MessageEvent = {
    externalId: sid,
    occurredAt: now.toISOString(),
    ...(to && { account: to.value }),
    type: 'message',
    idempotencyKey: `message:${sid}`,
    direction: 'in',
    from: { identities: [sender] },
    ...(to && { to: [to] }),
    content: contentOf(params),
    // A name in place of a number is a company's machine.
    ...(sender.kind === 'sms_name' && { flags: { auto: true } }),
  }
  return withConsent(message, wishOf(params, stopWords))
}

// Never empty, so that no message disappears.
const contentOf = (params: Params): Part[] => {
  const body = bodyOf(params)
  const media = mediaOf(params, body)
  if (media.length > 0) return media
  return [body ? { k: 'text', text: body } : { k: 'unsupported', note: 'Text message without words' }]
}
