import type { AnyChannel, ChannelContext } from '../channel.ts'
import { providerErrorOf } from '../errors.ts'
import type { OutboundMessage, SendResult } from '../messages.ts'

/** The host's own reading of a send: one of the four errors is an outcome, anything else is a bug and fails the test. */
export const outcomeOf = async (
  channel: AnyChannel,
  message: OutboundMessage,
  ctx: ChannelContext,
): Promise<SendResult> => {
  try {
    return await channel.send(message, ctx)
  } catch (thrown) {
    const error = providerErrorOf(thrown)
    if (!error) throw thrown
    return { ok: false, error }
  }
}
