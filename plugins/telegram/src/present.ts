import type { ChannelContext, Identity } from '@faladesk/plugin-sdk'
import { call } from './api.ts'
import { troubleOf } from './outcome.ts'
import type { TelegramSettings } from './settings.ts'

/** Shows the customer that somebody writes, for five seconds; bots cannot mark anything as read. */
export const present = async (
  what: 'typing' | 'read',
  to: Identity[],
  _lastExternalId: string | undefined,
  ctx: ChannelContext<TelegramSettings>,
): Promise<void> => {
  const chat = to.find(({ kind }) => kind === 'telegram')?.value
  if (what !== 'typing' || !chat) return
  await call('sendChatAction', { chat_id: Number(chat), action: 'typing' }, ctx).catch((error: unknown) =>
    ctx.log.debug({ code: troubleOf(error).code }, 'Telegram showed no typing'),
  )
}
