import { createHash } from 'node:crypto'
import {
  type ChannelContext,
  hmac,
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
  playedProblem,
  playedSend,
  playedStatus,
} from '@faladesk/whatsapp-codec'
import type { CloudSettings } from './settings.ts'

/** Plays Meta both ways: the webhooks it would send, signed with the inbox's own app secret, and the Graph API it would offer. */
export const simulate = {
  /** The number a simulated inbox has: made from the host's key, the same on every start, so nothing has to be stored. */
  settings: ({ key, baseUrl }: { key: Uint8Array; baseUrl: string }): CloudSettings => {
    const hex = createHash('sha256').update(key).digest('hex')
    const digits = BigInt(`0x${hex.slice(0, 16)}`)
      .toString()
      .padStart(15, '1')
      .slice(0, 15)
    const [accessToken, appSecret, verifyToken] = [`EAA${hex}`, hex.slice(0, 32), hex.slice(32)]
    return { phoneNumberId: digits, accessToken, appSecret, verifyToken, wabaId: '100000000000001', baseUrl }
  },
  inbound: (message, ctx) => signed(playedMessage(message, numberOf(ctx)), ctx),
  status: (status, ctx) => signed(playedStatus(status, numberOf(ctx)), ctx),
  provider: async (request: ProviderRequest, ctx: ChannelContext<CloudSettings>): Promise<ProviderAnswer> => {
    if (!sameBytes(request.headers.authorization ?? '', `Bearer ${ctx.settings.accessToken}`))
      return playedProblem(401, 190, 'Invalid OAuth access token')
    const [, , id = '', edge] = request.path.split('/')
    const { phoneNumberId, wabaId } = ctx.settings
    if (id === phoneNumberId && edge === 'messages' && request.method === 'POST')
      return playedSend(request, numberOf(ctx), (body) => signed(body, ctx))
    if (id === phoneNumberId && !edge) return playedJson(200, { id, display_phone_number: displayed, success: true })
    if (id === wabaId && edge === 'message_templates') return playedJson(200, { data: [] })
    if (id === wabaId && edge === 'subscribed_apps') return playedJson(200, { success: true })
    if (!edge && request.method === 'GET') return playedFile(id)
    return playedProblem(404, 100, `Unsupported request: ${request.method} ${request.path}`)
  },
} satisfies Simulate<CloudSettings>

const displayed = '551150399000'

const numberOf = (ctx: ChannelContext<CloudSettings>): PlayedNumber => ({
  phoneNumberId: ctx.settings.phoneNumberId,
  displayPhoneNumber: displayed,
  now: ctx.now(),
})

const signed = (body: string, ctx: ChannelContext<CloudSettings>): RawRequestInit => ({
  method: 'POST',
  url: ctx.webhooks.inbound ?? `${ctx.publicUrl}/inbound`,
  name: 'inbound',
  headers: {
    'content-type': 'application/json',
    'x-hub-signature-256': `sha256=${hmac('sha256', ctx.settings.appSecret, body).toString('hex')}`,
    'user-agent': 'facebookexternalua',
  },
  body,
})
