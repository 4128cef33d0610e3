import { type ChannelContext, type RawRequest, sameBytes, type Verdict } from '@faladesk/plugin-sdk'
import type { TelegramSettings } from './settings.ts'

/** The secret Telegram repeats in every request: the inbox's own, unless the admin chose one. */
export const secretOf = (ctx: ChannelContext<TelegramSettings>): string =>
  ctx.settings.webhookSecret || Buffer.from(ctx.key('telegram webhook')).toString('base64url')

/** Compares X-Telegram-Bot-Api-Secret-Token with the inbox's secret, in constant time. */
export const verify = (request: RawRequest, ctx: ChannelContext<TelegramSettings>): Verdict => {
  const given = request.headers['x-telegram-bot-api-secret-token']
  if (!given) return refused('the request has no X-Telegram-Bot-Api-Secret-Token header')
  const previous = ctx.settings.previousWebhookSecret
  // While the secret is changed the old one opens too.
  const fits = sameBytes(given, secretOf(ctx)) || (previous ? sameBytes(given, previous) : false)
  if (!fits) return refused('the secret token is not this inbox’s: set the webhook up again')
  // Stable when Telegram tries again; it stands first in every update.
  const update = /^\s*\{\s*"update_id"\s*:\s*(\d{1,20})\b/.exec(
    Buffer.from(request.body.subarray(0, 100)).toString('latin1'),
  )
  return update ? { ok: true, deliveryId: `update:${update[1]}` } : { ok: true }
}

const refused = (reason: string): Verdict => ({ ok: false, status: 403, reason })
