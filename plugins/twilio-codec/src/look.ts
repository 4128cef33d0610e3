import type { StreamItem } from '@faladesk/plugin-sdk'
import type { AccountContext } from './account.ts'
import { connect } from './client.ts'
import { apiBase } from './hosts.ts'
import type { Listed } from './listed.ts'

/** A stretch of Twilio's list: what was sent in a span of time, without what the last look already saw of it. */
export interface Stretch {
  after: Date
  before: Date
  seen: ReadonlySet<string>
}

/** What a look found, and the ids at its edge: Twilio lists by whole seconds, so the next look meets them again. */
export interface Found {
  items: StreamItem[]
  edge: string[]
}

type Message = Awaited<ReturnType<ReturnType<typeof connect>['api']['messages']['list']>>[number]

/** What customers wrote to one of our addresses, the oldest first, each as the form its webhook would have brought. */
export const inboundFound = async (to: string, stretch: Stretch, ctx: AccountContext): Promise<Found> => {
  const { fresh, edge } = await list({ to }, (direction) => direction === 'inbound', stretch, ctx)
  const items: StreamItem[] = []
  for (const message of fresh.reverse()) items.push(item(formType, (await formOf(message, stretch, ctx)).toString()))
  return { items, edge }
}

/** How what we sent from one of our addresses stands, and what it cost, a hundred to an item. */
export const pricedFound = async (from: string, stretch: Stretch, ctx: AccountContext): Promise<Found> => {
  const { fresh, edge } = await list({ from }, (direction) => direction !== 'inbound', stretch, ctx)
  const entries = fresh.map(
    ({ sid, status, price, priceUnit: unit, numSegments: segments, errorCode: error }): Listed => ({
      ...{ sid, status, price, unit, segments },
      ...(error && { error }),
    }),
  )
  const items: StreamItem[] = []
  for (let at = 0; at < entries.length; at += 100)
    items.push(item('application/json', JSON.stringify(entries.slice(at, at + 100))))
  return { items, edge }
}

const list = async (
  who: { to: string } | { from: string },
  wanted: (direction: string) => boolean,
  { after, before, seen }: Stretch,
  ctx: AccountContext,
): Promise<{ fresh: Message[]; edge: string[] }> => {
  const listed = await connect(ctx).api.messages.list({
    ...who,
    ...{ dateSentAfter: after, dateSentBefore: before },
    ...{ limit: 10_000, pageSize: 1_000 },
  })
  const edgeFrom = before.getTime() - 2_000
  return {
    fresh: listed.filter(({ sid, direction }) => wanted(direction) && !seen.has(sid)),
    edge: listed.filter(({ dateSent }) => (dateSent?.getTime() ?? 0) >= edgeFrom).map(({ sid }) => sid),
  }
}

const formOf = async (message: Message, { before }: Stretch, ctx: AccountContext): Promise<URLSearchParams> => {
  const form = new URLSearchParams({
    MessageSid: message.sid,
    AccountSid: message.accountSid,
    From: message.from,
    To: message.to,
    Body: message.body ?? '',
    DateSent: (message.dateSent ?? message.dateCreated ?? before).toISOString(),
    NumMedia: message.numMedia,
  })
  if (Number(message.numMedia) === 0) return form
  const media = await connect(ctx).api.messages(message.sid).media.list({ limit: 10 })
  for (const [n, { uri, contentType }] of media.entries()) {
    form.set(`MediaUrl${n}`, apiBase(ctx.settings) + uri.replace(/\.json$/, ''))
    form.set(`MediaContentType${n}`, contentType)
  }
  return form
}

const formType = 'application/x-www-form-urlencoded'

const item = (type: string, body: string): StreamItem => ({
  request: {
    method: 'POST',
    url: 'stream:messages',
    name: 'stream',
    query: {},
    headers: { 'content-type': type },
    body: Buffer.from(body),
  },
})
