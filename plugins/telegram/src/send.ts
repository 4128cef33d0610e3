import { setTimeout as pause } from 'node:timers/promises'
import {
  type ChannelContext,
  type OutboundMessage,
  type ProviderError,
  Rejected,
  type SendResult,
  type SentPart,
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
  const sent: SentPart[] = []
  for (const one of callsOf(out.content)) {
    const deliver = () => make(one, sent.length === 0 ? base : { chat_id: base.chat_id }, ctx)
    const result = await (sent.length === 0 ? deliver() : insist(deliver, ctx.signal))
    if ('externalId' in result) sent.push(result)
    else return failed(result, sent)
  }
  return { ok: true, parts: sent }
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
  if (ctx.signal.aborted) return stopped
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

const stopped: ProviderError = {
  class: 'transient',
  code: 'stopped',
  message: 'The host stopped before the request was made',
}

const patience = 3

// Once the first piece is out the message cannot be retried whole without repeating it, so later pieces are tried again here.
const insist = async (deliver: () => Promise<SentPart | ProviderError>, signal: AbortSignal) => {
  let result = await deliver()
  for (let turn = 1; turn < patience && !('externalId' in result); turn++) {
    if (result.class !== 'transient' && result.class !== 'throttled') break
    const waited = await pause(Math.min(result.retryAfterMs ?? 500, 5_000), true, { signal }).catch(() => false)
    if (!waited) break
    result = await deliver()
  }
  return result
}

const failed = (error: ProviderError, sent: SentPart[]): SendResult => {
  if (sent.length === 0) return { ok: false, error }
  const message = `${sent.length} earlier part(s) of this message were accepted, then: ${error.message}`
  return { ok: false, error: { class: 'ambiguous', code: 'partly_sent', message }, parts: sent }
}
