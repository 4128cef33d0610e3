import { createHash } from 'node:crypto'
import {
  type ChannelContext,
  type ProviderAnswer,
  type ProviderRequest,
  type RawRequestInit,
  type Simulate,
  sameBytes,
} from '@faladesk/plugin-sdk'
import {
  type PlayedNumber,
  playedFile,
  playedJson,
  playedMessage,
  playedSend,
  playedStatus,
} from '@faladesk/whatsapp-codec'
import type { DialogSettings } from './settings.ts'

/** Plays 360dialog both ways: the webhooks it would forward with the inbox's secret, and the API it would offer. */
export const simulate = {
  /** What a simulated inbox has: made from the host's key, the same on every start, so nothing has to be stored. */
  settings: ({ key, baseUrl }: { key: Uint8Array; baseUrl: string }): DialogSettings => {
    const hex = createHash('sha256').update(key).digest('hex')
    return { apiKey: `${hex.slice(0, 32)}_AK`, webhookSecret: hex.slice(32), baseUrl }
  },
  inbound: (message, ctx) => carried(playedMessage(message, numberOf(ctx)), ctx),
  status: (status, ctx) => carried(playedStatus(status, numberOf(ctx)), ctx),
  provider: async (request: ProviderRequest, ctx: ChannelContext<DialogSettings>): Promise<ProviderAnswer> => {
    const { apiKey, webhookSecret } = ctx.settings
    if (!sameBytes(request.headers['d360-api-key'] ?? '', apiKey)) return refusal(401, 'Invalid api_key')
    const { method, path } = request
    if (method === 'POST' && path === '/messages')
      return playedSend(request, numberOf(ctx), (body) => carried(body, ctx))
    if (path === '/v1/configs/webhook')
      return playedJson(200, { url: ctx.webhooks.inbound, headers: { 'X-Faladesk-Secret': webhookSecret } })
    if (path === '/v1/configs/templates') return playedJson(200, { count: 0, total: 0, offset: 0, waba_templates: [] })
    if (method === 'GET' && !path.includes('/', 1)) return playedFile(path.slice(1))
    return refusal(404, `Unsupported request: ${method} ${path}`)
  },
} satisfies Simulate<DialogSettings>

/** A refusal in 360dialog's own form. */
const refusal = (status: number, message: string): ProviderAnswer =>
  playedJson(status, { meta: { success: false, http_code: status, developer_message: message } })

const numberOf = (ctx: ChannelContext<DialogSettings>): PlayedNumber => ({
  phoneNumberId: '100000000000360',
  displayPhoneNumber: '551150399000',
  now: ctx.now(),
})

const carried = (body: string, ctx: ChannelContext<DialogSettings>): RawRequestInit => ({
  method: 'POST',
  url: ctx.webhooks.inbound ?? `${ctx.publicUrl}/inbound`,
  name: 'inbound',
  headers: { 'content-type': 'application/json', 'x-faladesk-secret': ctx.settings.webhookSecret },
  body,
})
