import { createHash } from 'node:crypto'
import type { ChannelContext, RawRequestInit, Simulate, SimulatedMessage, SimulatedStatus } from '@faladesk/plugin-sdk'
import type { EmailSettings } from '../settings/settings.ts'
import { simulatedMail, simulatedReport } from './mail.ts'
import { relay } from './relay.ts'

/** Plays both sides of a mailbox: a provider that posts raw mails with the inbox's secret, and the relay answers leave through. */
export const simulate = {
  // Made from the host's key, the same on every start, so nothing has to be stored.
  settings({ key, baseUrl }: { key: Uint8Array; baseUrl: string }): EmailSettings {
    const word = createHash('sha256').update(key).digest('hex')
    return {
      address: `atendimento-${word.slice(0, 6)}@simulado.example`,
      inbound: 'webhook',
      webhook: { provider: 'raw', secret: word.slice(6, 38) },
      relay: { url: `${baseUrl}/mails`, secret: word.slice(38) },
    }
  },
  inbound: (message: SimulatedMessage, ctx: ChannelContext<EmailSettings>) => posted(simulatedMail(message, ctx), ctx),
  status: (status: SimulatedStatus, ctx: ChannelContext<EmailSettings>) => posted(simulatedReport(status, ctx), ctx),
  provider: relay,
} satisfies Simulate<EmailSettings>

const posted = (body: string, ctx: ChannelContext<EmailSettings>): RawRequestInit => ({
  method: 'POST',
  url: ctx.webhooks.inbound ?? `${ctx.publicUrl}/inbound`,
  name: 'inbound',
  headers: { 'content-type': 'message/rfc822', 'x-faladesk-secret': ctx.settings.webhook?.secret ?? '' },
  body,
})
