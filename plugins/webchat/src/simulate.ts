import { createHash, randomUUID } from 'node:crypto'
import type { ChannelContext, RawRequestInit, Simulate } from '@faladesk/plugin-sdk'
import type { WebchatSettings } from './settings.ts'
import { tokenFor } from './visitor.ts'

/** Builds the request the widget would make for a visitor; the host itself is the provider: none to play, no settings to make up. */
export const simulate: Simulate<WebchatSettings> = {
  inbound: (message, ctx: ChannelContext<WebchatSettings>): RawRequestInit => ({
    method: 'POST',
    url: ctx.webhooks.inbound ?? `${ctx.publicUrl}/inbound`,
    name: 'inbound',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${tokenFor({ id: visitorNamed(message.from.value), answered: true }, ctx)}`,
    },
    body: JSON.stringify({
      id: message.externalId ?? randomUUID(),
      text: message.text ?? message.choice?.title ?? '',
      ...(message.name && { name: message.name }),
    }),
  }),
}

// Any name a tester gives is one visitor, always the same.
const visitorNamed = (value: string): string =>
  /^[0-9a-f]{32}$/.test(value) ? value : createHash('sha256').update(value).digest('hex').slice(0, 32)
