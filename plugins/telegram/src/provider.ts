import { randomInt } from 'node:crypto'
import type { ChannelContext, MediaRef, ProviderAnswer, ProviderRequest } from '@faladesk/plugin-sdk'
import { type Json, objectOf, record, text } from './read.ts'
import type { TelegramSettings } from './settings.ts'
import { secretOf } from './verify.ts'

const carries: Record<string, string> = {
  sendPhoto: 'photo',
  sendDocument: 'document',
  sendVideo: 'video',
  sendVoice: 'voice',
  sendAudio: 'audio',
  sendAnimation: 'animation',
}

/** Plays the Bot API for the simulated phone; it keeps nothing, so it knows no files and no earlier messages. */
export const provider = async (
  request: ProviderRequest,
  ctx: ChannelContext<TelegramSettings>,
): Promise<ProviderAnswer> => {
  const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.path) ?? []
  if (token !== ctx.settings.botToken) return no(401, 'Unauthorized')
  if (method === 'getMe')
    return yes({ id: Number(token.split(':')[0]), is_bot: true, first_name: 'Simulated', username: 'simulated_bot' })
  if (method === 'getWebhookInfo')
    return yes({ url: ctx.webhooks.inbound, has_custom_certificate: false, pending_update_count: 0 })
  const params = await paramsOf(request)
  if (method === 'setWebhook')
    return params.secret_token === secretOf(ctx) ? yes(true) : no(400, 'Bad Request: bad webhook')
  if (method === 'sendChatAction' || method === 'answerCallbackQuery') return yes(true)
  const chat = Number(params.chat_id)
  if (!(chat > 0)) return no(400, 'Bad Request: chat not found')
  const shown = shownBy(method, params)
  if (!shown) return no(404, 'Not Found')
  if (shown === 'empty') return no(400, 'Bad Request: message text is empty')
  const message_id = randomInt(1, 2 ** 31)
  const result = {
    message_id,
    chat: { id: chat, type: 'private' },
    date: Math.floor(ctx.now().getTime() / 1000),
    ...shown,
  }
  const to = { kind: 'telegram', value: String(chat) }
  return { ...yes(result), received: { to, externalId: `${chat}:${message_id}`, ...shown } }
}

const shownBy = (method: string, params: Json): { text?: string; media?: MediaRef[] } | 'empty' | null => {
  if (method === 'sendMessage') {
    const said = text(params.text)
    return said ? { text: [said, ...buttonsOf(params.reply_markup)].join('\n') } : 'empty'
  }
  if (method === 'sendVenue') return { text: `${params.title}\n${params.address}` }
  if (method === 'sendLocation') return { text: `${params.latitude}, ${params.longitude}` }
  if (method === 'sendContact') return { text: `${params.first_name}\n${params.phone_number}` }
  const field = carries[method]
  if (!field) return null
  const [file, caption] = [params[field], text(params.caption)]
  const media =
    file instanceof File
      ? { mime: file.type, size: file.size, filename: file.name }
      : { url: String(file), mime: 'application/octet-stream' }
  return { ...(caption && { text: caption }), media: [media] }
}

const buttonsOf = (markup: unknown): string[] => {
  const rows = record(markup)?.inline_keyboard
  return Array.isArray(rows) ? rows.flat().map((button) => `[ ${text(record(button)?.text) ?? ''} ]`) : []
}

const paramsOf = async ({ headers, body }: ProviderRequest): Promise<Json> => {
  const type = headers['content-type'] ?? ''
  if (!type.startsWith('multipart/')) return objectOf(body) ?? {}
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  return Object.fromEntries(form)
}

const json = (status: number, body: object): ProviderAnswer => ({
  response: { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
})
const yes = (result: unknown): ProviderAnswer => json(200, { ok: true, result })
const no = (status: number, description: string): ProviderAnswer =>
  json(status, { ok: false, error_code: status, description })
