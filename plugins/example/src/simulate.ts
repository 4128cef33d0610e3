import { randomUUID } from 'node:crypto'
import type { ChannelContext, RawRequestInit, Simulate } from '@faladesk/plugin-sdk'
import { read, readBody } from './body.ts'
import type { PigeonSettings } from './settings.ts'
import { signatureHeader, signatureOf } from './verify.ts'

/** Plays Pigeon: builds its webhooks, signed alike, and answers what we send. */
export const simulate: Simulate<PigeonSettings> = {
  settings: ({ key, baseUrl }) => {
    const word = Buffer.from(key).toString('hex')
    return { sender: 'faladesk', accessToken: word.slice(0, 32), signingKey: word.slice(32), baseUrl }
  },
  inbound: ({ from, name, text, media, choice, externalId }, ctx) =>
    signed('inbound', ctx, {
      messages: [
        {
          id: externalId ?? randomUUID(),
          from: from.value,
          name,
          text: text ?? choice?.title,
          ...(media && { photo: { url: media.url, mime: media.mime } }),
          sent_at: ctx.now().toISOString(),
        },
      ],
    }),
  status: ({ messageExternalId, ourMessageId, status }, ctx) =>
    signed(
      'status',
      ctx,
      { statuses: [{ message_id: messageExternalId, state: status, at: ctx.now().toISOString() }] },
      ourMessageId,
    ),
  async provider({ method, path, headers, body }, ctx) {
    const json = (status: number, answer: object) => ({
      response: { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) },
    })
    if (headers.authorization !== `Bearer ${ctx.settings.accessToken}`) return json(401, { error: 'wrong token' })
    if (method === 'GET' && path === '/me') return json(200, { sender: ctx.settings.sender })
    // Customers whose address begins with gold- pay.
    const member = method === 'GET' ? /^\/members\/(.+)$/.exec(path)?.[1] : undefined
    if (member) return json(200, { plan: member.startsWith('gold-') ? 'gold' : 'free' })
    const asked = method === 'POST' && path === '/messages' ? readBody(body) : null
    const [to, text, photo, callback] = [asked?.to, asked?.text, asked?.photo, asked?.callback].map(read)
    if (!to || !(text || photo)) return json(400, { error: 'to, and text or photo, are needed' })
    const id = `pg-${randomUUID()}`
    const delivered = { statuses: [{ message_id: id, state: 'delivered', at: ctx.now().toISOString() }] }
    return {
      ...json(201, { id }),
      received: {
        to: { kind: 'pigeon', value: to },
        externalId: id,
        ...(text && { text }),
        ...(photo && { media: [{ url: photo, mime: 'image/jpeg' }] }),
      },
      callbacks: [
        { request: signed('status', ctx, delivered, callback && new URL(callback).searchParams.get('m')), afterMs: 50 },
      ],
    }
  },
}

const signed = (
  name: 'inbound' | 'status',
  ctx: ChannelContext<PigeonSettings>,
  content: object,
  ourId?: string | null,
): RawRequestInit => {
  const url = `${ctx.webhooks[name]}${ourId ? `?m=${ourId}` : ''}`
  const body = JSON.stringify(content)
  const signature = signatureOf(ctx.settings.signingKey, url, Buffer.from(body))
  return {
    method: 'POST',
    url,
    name,
    headers: { 'content-type': 'application/json', [signatureHeader]: signature },
    body,
  }
}
