import { createHash, randomInt } from 'node:crypto'
import type { ChannelContext, RawRequestInit, Simulate, SimulatedMessage } from '@faladesk/plugin-sdk'
import { provider } from './provider.ts'
import type { Json } from './read.ts'
import type { TelegramSettings } from './settings.ts'
import { secretOf } from './verify.ts'

/** Plays Telegram both ways: the updates it would post, with the inbox's secret, and the Bot API it would offer. */
export const simulate = {
  // Made from the host's key, the same on every start, so nothing has to be stored.
  settings({ key, baseUrl }): TelegramSettings {
    const hex = createHash('sha256').update(key).digest('hex')
    return { botToken: `${Number.parseInt(hex.slice(0, 8), 16) + 1000}:${hex.slice(8, 43)}`, apiBaseUrl: baseUrl }
  },
  provider,
  inbound(message: SimulatedMessage, ctx: ChannelContext<TelegramSettings>): RawRequestInit {
    return {
      method: 'POST',
      url: ctx.webhooks.inbound ?? `${ctx.publicUrl}/inbound`,
      name: 'inbound',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secretOf(ctx) },
      body: JSON.stringify({ update_id: randomInt(1, 2 ** 47), ...updateOf(message, ctx.now()) }),
    }
  },
} satisfies Simulate<TelegramSettings>

const updateOf = ({ from, name, text, media, choice, externalId }: SimulatedMessage, now: Date): Json => {
  const id = Number(from.value)
  const user = { id, is_bot: false, first_name: name ?? 'Telegram' }
  const message = {
    message_id: Number(externalId?.split(':').at(-1)) || randomInt(1, 2 ** 31),
    from: user,
    chat: { id, type: 'private', first_name: user.first_name },
    date: Math.floor(now.getTime() / 1000),
  }
  if (choice) {
    const data = choice.payload ?? choice.id ?? choice.title
    const keyboard = { reply_markup: { inline_keyboard: [[{ text: choice.title, callback_data: data }]] } }
    return {
      callback_query: {
        id: externalId ?? String(randomInt(1, 2 ** 47)),
        from: user,
        data,
        message: { ...message, ...keyboard },
      },
    }
  }
  if (!media) return { message: { ...message, text: text ?? '' } }
  const file = {
    file_id: media.id ?? media.url ?? 'simulated',
    mime_type: media.mime,
    file_name: media.filename,
    file_size: media.size,
  }
  return { message: { ...message, document: file, ...(text && { caption: text }) } }
}
