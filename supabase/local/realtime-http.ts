import type { Hub } from './realtime-channel.ts'
import { maxPayload } from './realtime-channel.ts'
import { record } from './realtime-join.ts'
import { mayWrite } from './realtime-policies.ts'
import { Refusal, verifyToken } from './realtime-token.ts'

type Message = { topic: string; event: string; payload: unknown; private: boolean }

/**
 * Broadcasting without a socket: `POST /realtime/v1/api/broadcast` with `{messages}`, which supabase-js falls back to, and
 * `/api/broadcast/{topic}/events/{event}?private=true`, its httpSend(). 202 when taken; private topics ask the policies
 * and, as on Supabase, leave out what the sender may not send.
 */
export async function answerBroadcast(hub: Hub, request: Request): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: cors })
  try {
    if (request.method !== 'POST') return answer(405, 'Broadcast with POST')
    const bearer = request.headers.get('authorization')?.replace(/^Bearer\s+/i, '')
    const claims = await verifyToken(bearer || request.headers.get('apikey') || '', hub.keys)
    const messages = await readMessages(request)
    if (!messages) return answer(422, 'Each message needs a topic, an event and a payload')
    const headers = Object.fromEntries([...request.headers].filter(([name]) => name.startsWith('x-')))
    const allowed = new Map<string, boolean>()
    for (const { topic, event, payload, private: isPrivate } of messages) {
      if (isPrivate && !allowed.has(topic))
        allowed.set(topic, (await mayWrite(hub.sql, { topic, claims, headers })).broadcast)
      if (!isPrivate || allowed.get(topic))
        hub.topics.broadcast(topic, isPrivate, { type: 'broadcast', event, payload })
    }
    return new Response(null, { status: 202, headers: cors })
  } catch (error) {
    if (error instanceof Refusal) return answer(401, error.message)
    throw error
  }
}

async function readMessages(request: Request): Promise<Message[] | undefined> {
  const url = new URL(request.url)
  const body = Buffer.from(await request.arrayBuffer())
  if (body.length > maxPayload) return undefined
  const one = /^\/realtime\/v1\/api\/broadcast\/([^/]+)\/events\/([^/]+)$/.exec(url.pathname)
  if (one) {
    const isJson = request.headers.get('content-type')?.includes('json')
    const payload = isJson ? parse(body) : body
    const [topic = '', event = ''] = one.slice(1).map(decodeURIComponent)
    return payload === undefined
      ? undefined
      : [{ topic, event, payload, private: url.searchParams.get('private') === 'true' }]
  }
  const { messages } = record(parse(body))
  if (!Array.isArray(messages)) return undefined
  const read = messages
    .map(record)
    .map(({ topic, event, payload, private: isPrivate }) => ({ topic, event, payload, private: isPrivate === true }))
  return read.every(isMessage) ? read : undefined
}

const isMessage = (message: {
  topic: unknown
  event: unknown
  payload: unknown
  private: boolean
}): message is Message =>
  typeof message.topic === 'string' && typeof message.event === 'string' && message.payload !== undefined

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, apikey, content-type, x-client-info',
  'access-control-allow-methods': 'POST, OPTIONS',
}
const answer = (status: number, message: string) => Response.json({ message }, { status, headers: cors })
