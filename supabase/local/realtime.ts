import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import postgres from 'postgres'
import { type WebSocket, WebSocketServer } from 'ws'
import type { SupabaseKeys } from './keys.ts'
import { type Hub, maxPayload } from './realtime-channel.ts'
import { feedFrom } from './realtime-feed.ts'
import { answerBroadcast } from './realtime-http.ts'
import { serveSocket } from './realtime-socket.ts'
import { verifyToken } from './realtime-token.ts'
import { createTopics } from './realtime-topics.ts'

/** The Realtime server of the embedded stack. */
export type Realtime = {
  /** Takes over a connection that asked for /realtime/v1/websocket; others are answered 404. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Answers /realtime/v1/api/broadcast. */
  fetch(request: Request): Promise<Response>
  nudge(): void
  stop(): Promise<void>
}

const silenceMs = 70_000 // supabase-js sends a heartbeat each 25 s

/**
 * Speaks Supabase Realtime's protocol: broadcast and presence on public topics and on private ones that row security on
 * realtime.messages opens, and what realtime.send() leaves in the database. `url` is the database as supabase_realtime_admin.
 */
export function startRealtime({ url, keys }: { url: string; keys: SupabaseKeys }): Realtime {
  const sql = postgres(url, {
    max: 3,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: 'realtime' },
  })
  const topics = createTopics()
  const feed = feedFrom(
    sql,
    () => topics.size() > 0,
    ({ id, topic, event, payload, private: isPrivate }) =>
      topics.broadcast(topic, isPrivate, { type: 'broadcast', event, payload, meta: { id } }),
  )
  const hub: Hub = { sql, keys, topics, feed }
  const server = new WebSocketServer({ noServer: true, maxPayload: maxPayload + 64 * 1024, perMessageDeflate: false })
  const heard = new Map<WebSocket, number>()
  const watch = setInterval(() => {
    for (const [socket, at] of heard) if (Date.now() - at > silenceMs) socket.terminate()
  }, 10_000).unref()

  async function open(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname !== '/realtime/v1/websocket') return refuse(socket, '404 Not Found')
    const vsn = searchParams.get('vsn') ?? '1.0.0'
    if (vsn !== '1.0.0' && vsn !== '2.0.0') return refuse(socket, '400 Bad Request')
    const token = searchParams.get('apikey') ?? ''
    if (!(await verifyToken(token, keys).catch(() => undefined))) return refuse(socket, '403 Forbidden')
    server.handleUpgrade(request, socket, head, (accepted) => {
      heard.set(accepted, Date.now())
      accepted.on('message', () => heard.set(accepted, Date.now()))
      accepted.on('close', () => heard.delete(accepted))
      serveSocket(hub, accepted, vsn, token, request)
    })
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy())
      void open(request, socket, head).catch(() => socket.destroy())
    },
    fetch: (request) => answerBroadcast(hub, request),
    nudge: feed.nudge,
    async stop() {
      clearInterval(watch)
      for (const socket of heard.keys()) socket.close(1001, 'The server is stopping')
      await feed.stop()
      await sql.end({ timeout: 2 })
      for (const socket of heard.keys()) socket.terminate()
    },
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
