import type { ChannelContext, Simulate, SimulatedMessage } from '@faladesk/plugin-sdk'
import { plainAddress } from './people.ts'
import type { EmailSettings } from './settings.ts'

/** Plays a provider that posts raw mails with the inbox's secret, for the simulated mailbox and the tests. */
export const simulate = {
  inbound: (message: SimulatedMessage, ctx: ChannelContext<EmailSettings>) => ({
    method: 'POST' as const,
    url: ctx.webhooks.inbound ?? `${ctx.publicUrl}/inbound`,
    name: 'inbound',
    headers: { 'content-type': 'message/rfc822', 'x-faladesk-secret': ctx.settings.webhook?.secret ?? '' },
    body: mailOf(message, ctx),
  }),
} satisfies Simulate<EmailSettings>

const mailOf = (
  { from, name, text, choice, externalId }: SimulatedMessage,
  ctx: ChannelContext<EmailSettings>,
): string => {
  const address = plainAddress(from.value) ?? 'cliente@exemplo.com.br'
  const id = externalId ?? `${ctx.now().getTime()}.${Math.floor(Math.random() * 1e9)}@${address.split('@')[1]}`
  const words = text ?? choice?.title ?? ''
  return [
    `Message-ID: <${id}>`,
    `Date: ${ctx.now().toUTCString()}`,
    `From: ${name ? `=?utf-8?B?${Buffer.from(name).toString('base64')}?= ` : ''}<${address}>`,
    `To: <${ctx.settings.address.trim()}>`,
    `Subject: =?utf-8?B?${Buffer.from(words.split('\n')[0]?.slice(0, 60) ?? '').toString('base64')}?=`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(words).toString('base64').replace(/.{76}/g, '$&\r\n'),
  ].join('\r\n')
}
