import type { WebSocket } from '@fastify/websocket'
import type { Host } from '../host.ts'
import type { Inbox } from '../plugins/inbox-cache.ts'
import { acknowledge } from './acknowledge.ts'
import { type ClientFrame, readFrame } from './client-frame.ts'
import { historyFor } from './history.ts'
import type { Visitor } from './hub.ts'
import { knowPerson } from './know-person.ts'

/** A visitor who says nothing for so long after connecting is a stranger. */
const helloMs = 10_000
/** That somebody writes is told this often at most. */
const typingMs = 2500
/** A page that says more in a second is no widget. */
const mostFrames = 20

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
    const { live } = inbox.channel
    const identity = live?.authenticate(token, inbox.context())
    if (!identity) return refuse('bad_token')
    clearTimeout(impatient)
    visitor = { socket, inboxId: inbox.id, organizationId: inbox.organizationId, identity }
    const person = live?.person?.(token, inbox.context())
    if (person) await knowPerson(host, inbox.id, person)
    // Listening begins before the history is read: what comes in between is shown twice, never not at all.
    if (socket.readyState === socket.OPEN) host.live.add(visitor)
    say({ type: 'history', ...(await historyFor(host, visitor, typeof after === 'number' ? after : null)) })
  }

  let typedAt = Number.NEGATIVE_INFINITY
  const typing = async ({ inboxId, identity }: Visitor) => {
    if (performance.now() - typedAt < typingMs) return
    typedAt = performance.now()
    await host.db.sql`select private.visitor_typing(${inboxId}, ${identity.kind}, ${identity.value})`
    host.changed()
  }

  const heed = async (frame: ClientFrame) => {
    if (frame.type === 'hello') return visitor ? refuse('hello_twice') : hello(frame)
    if (!visitor) return refuse('no_hello')
    if (frame.type === 'typing') return typing(visitor)
    await acknowledge(host, visitor, frame.type, frame.upTo)
  }

  const tooMany = counter()
  // One frame after the other, as they came.
  let turn = Promise.resolve()
  socket.on('message', (data) => {
    const frame = readFrame(data)
    if (!frame) return refuse('bad_frame')
    if (tooMany()) return refuse('too_many_frames')
    turn = turn
      .then(() => heed(frame))
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

// Says whether more frames came within a second than a widget sends.
function counter(): () => boolean {
  let [since, count] = [0, 0]
  return () => {
    const now = performance.now()
    if (now - since > 1000) [since, count] = [now, 0]
    count++
    return count > mostFrames
  }
}
