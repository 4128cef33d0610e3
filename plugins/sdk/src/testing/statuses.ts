import type { AnyChannel, ChannelContext } from '../channel.ts'
import type { RawRequest } from '../requests.ts'

/** The callbacks a provider sends of one message of ours, as the channel's own simulator makes them; none where it makes none. */
export const statusesOf = (channel: AnyChannel, ctx: ChannelContext): RawRequest[] => {
  const { simulate } = channel
  if (!simulate?.status) return []
  return (['sent', 'delivered', 'read', 'failed'] as const).map((status) => {
    const made = simulate.status?.(
      {
        status,
        ourMessageId: '0192f3a0-0000-7000-8000-000000000001',
        messageExternalId: 'the-message-of-ours',
        to: { kind: 'phone', value: '+5511987650001' },
      },
      ctx,
    ) as { url: string; body: string } & Omit<RawRequest, 'body' | 'query'>
    return { ...made, query: Object.fromEntries(new URL(made.url).searchParams), body: Buffer.from(made.body) }
  })
}
