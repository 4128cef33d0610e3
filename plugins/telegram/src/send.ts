import {
  type ChannelContext,
  type OutboundMessage,
  type ProviderError,
  Rejected,
  type SendResult,
  type SentPart,
  sendInOrder,
} from '@faladesk/plugin-sdk'
import { call } from './api.ts'
import { type Call, callsOf } from './calls.ts'
import { withFile } from './file.ts'
import { externalIdOf } from './message.ts'
import { troubleOf } from './outcome.ts'
import { type Json, record } from './read.ts'
import type { TelegramSettings } from './settings.ts'

/** Makes each call in order and says what Telegram gave back for each. */
export const send = async (out: OutboundMessage, ctx: ChannelContext<TelegramSettings>): Promise<SendResult> => {
  const chat = out.to.find(({ kind, value }) => kind === 'telegram' && /^\d{1,20}$/.test(value))?.value
  if (!chat) throw new Rejected('This contact has no Telegram id', 'no_address', 'recipient')
  const base = { chat_id: Number(chat), ...replyOf(out.replyTo, chat) }
  const deliver = (one: Call, index: number) => make(one, index === 0 ? base : { chat_id: base.chat_id }, ctx)
  return sendInOrder(callsOf(out.content), deliver, ctx.signal)
}

const replyOf = (replyTo: string | undefined, chat: string): Json => {
  const id = replyTo?.startsWith(`${chat}:`) ? Number(replyTo.slice(chat.length + 1)) : Number.NaN
  // An answer to a message that is gone is still an answer.
  return id > 0 ? { reply_parameters: { message_id: id, allow_sending_without_reply: true } } : {}
}

const make = async (
  one: Call,
  base: Json,
  ctx: ChannelContext<TelegramSettings>,
): Promise<SentPart | ProviderError> => {
  const params = { ...base, ...one.params }
  const body = one.file ? await withFile(one.file, params, ctx) : params
  try {
    const result = record(await call(one.method, body, ctx, one.file ? 60_000 : undefined))
    const externalId = externalIdOf(result)
    // A yes without a message is not the Bot API's, yet the request was written.
    return externalId ? { externalId, status: 'sent' } : troubleOf(undefined)
  } catch (error) {
    return troubleOf(error)
  }
}
