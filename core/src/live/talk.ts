import type { WebSocket } from '@fastify/websocket'
import type { Host } from '../host.ts'
import type { Inbox } from '../plugins/inbox-cache.ts'
import { acknowledge } from './acknowledge.ts'
import { historyFor } from './history.ts'
import type { Visitor } from './hub.ts'

/** A visitor who says nothing for so long after connecting is a stranger. */
const helloMs = 10_000

type ClientFrame =
  | { type: 'hello'; token: string; after?: number | null }
  | { type: 'delivered' | 'read'; upTo: number }
  | { type: 'typing' }

/** Speaks with one visitor's socket: hello with the token first, then history, and what is new through the hub. */
export function talk(host: Host, inbox: Inbox, socket: WebSocket): void {
  let visitor: Visitor | null = null
  const say = (frame: object) => socket.send(JSON.stringify(frame))
  const refuse = (code: string) => {
    say({ type: 'error', code })
    socket.close(4401, code)
  }
  const impatient = setTimeout(() => refuse('no_hello'), helloMs)

  const hello = async ({ token, after }: { token: string; after?: number | null }) => {
    const identity = inbox.channel.live?.authenticate(String(token), inbox.context())
    if (!identity) return refuse('bad_token')
    clearTimeout(impatient)
    visitor = { socket, inboxId: inbox.id, organizationId: inbox.organizationId, identity }
    // Listening begins before the history is read: what comes in between is shown twice, never not at all.
    host.live.add(visitor)
    say({ type: 'history', ...(await historyFor(host, visitor, typeof after === 'number' ? after : null)) })
  }

  // One frame after the other, as they came.
  let turn = Promise.resolve()
  socket.on('message', (data) => {
    const frame = readFrame(String(data))
    if (!frame) return refuse('bad_frame')
    turn = turn
      .then(async () => {
        if (frame.type === 'hello') return visitor ? refuse('hello_twice') : hello(frame)
        if (!visitor) return refuse('no_hello')
        if (frame.type !== 'typing') await acknowledge(host, visitor, frame.type, frame.upTo)
      })
      .catch((error) => {
        host.log.error({ err: error, inbox: inbox.id }, 'a live frame failed')
        socket.close(1011, 'try again')
      })
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearTimeout(impatient)
    if (visitor) host.live.remove(visitor)
  })
}

function readFrame(text: string): ClientFrame | null {
  try {
    const frame = JSON.parse(text) as Partial<ClientFrame> | null
    if (frame?.type === 'hello' && typeof frame.token === 'string') return frame as ClientFrame
    if ((frame?.type === 'delivered' || frame?.type === 'read') && Number.isSafeInteger(frame.upTo))
      return frame as ClientFrame
    return frame?.type === 'typing' ? { type: 'typing' } : null
  } catch {
    return null
  }
}
