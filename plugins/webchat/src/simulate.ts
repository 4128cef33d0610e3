import { randomUUID } from 'node:crypto'
import type { ChannelContext, RawRequestInit, Simulate } from '@faladesk/plugin-sdk'
import type { WebchatSettings } from './settings.ts'
import { tokenFor } from './visitor.ts'

/** Builds the request the widget would make for a visitor; `from.value` is 32 hexadecimal digits. */
export const simulate: Simulate<WebchatSettings> = {
  inbound: (message, ctx: ChannelContext<WebchatSettings>): RawRequestInit => ({
    method: 'POST',
    url: ctx.webhooks.inbound ?? `${ctx.publicUrl}/inbound`,
    name: 'inbound',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokenFor(message.from.value, ctx)}` },
    body: JSON.stringify({
      id: message.externalId ?? randomUUID(),
      text: message.text ?? message.choice?.title ?? '',
      ...(message.name && { name: message.name }),
    }),
  }),
}
