import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import { type Channel, type Hub, joinChannel, type Line } from './realtime-channel.ts'
import { decodeBinary, decodeText, encodeText, type Frame, type Vsn } from './realtime-frames.ts'
import { Refusal } from './realtime-token.ts'

const maxBuffered = 1024 * 1024
const maxChannels = 100
const maxFramesPerSecond = 200

/** Serves one open socket until it closes: heartbeats, joins and leaves; the rest goes to the channel of its topic. */
export function serveSocket(hub: Hub, socket: WebSocket, vsn: Vsn, token: string, request: IncomingMessage): void {
  const channels = new Map<string, Channel>()
  const line: Line = {
    vsn,
    token,
    headers: plainHeaders(request),
    isOpen: () => socket.readyState === socket.OPEN,
    send(data) {
      if (!line.isOpen()) return
      // Whoever cannot keep up is dropped and reads what it missed after reconnecting; it may not fill our memory.
      if (socket.bufferedAmount > maxBuffered) socket.terminate()
      else socket.send(data)
    },
    push: (frame) => line.send(encodeText(vsn, frame)),
  }
  const reply = ({ joinRef, ref, topic }: Frame, status: 'ok' | 'error', response: object = {}) =>
    line.push({ joinRef, ref, topic, event: 'phx_reply', payload: { status, response } })

  function close(topic: string, channel: Channel): void {
    channel.leave()
    channels.delete(topic)
    line.push({ joinRef: channel.joinRef, ref: channel.joinRef, topic, event: 'phx_close', payload: {} })
  }

  async function join(frame: Frame): Promise<void> {
    const { topic } = frame
    const old = channels.get(topic)
    if (old) close(topic, old)
    try {
      if (!topic.startsWith('realtime:')) throw new Refusal('', 'unmatched topic')
      if (channels.size >= maxChannels) throw new Refusal('ChannelRateLimitReached', 'Too many channels')
      const channel = await joinChannel(hub, line, frame, () => {
        if (channels.get(topic) === channel) channels.delete(topic)
      })
      if (line.isOpen()) channels.set(topic, channel)
      else channel.leave()
    } catch (error) {
      const reason =
        error instanceof Refusal
          ? [error.code, error.message].filter(Boolean).join(': ')
          : 'UnableToConnectToProject: Realtime was unable to connect to the project database'
      reply(frame, 'error', { reason })
    }
  }

  async function handle(frame: Frame): Promise<void> {
    const channel = channels.get(frame.topic)
    if (frame.event === 'phx_join') return join(frame)
    if (!channel)
      return reply(
        frame,
        frame.event === 'phx_leave' ? 'ok' : 'error',
        frame.event === 'phx_leave' ? {} : { reason: 'unmatched topic' },
      )
    if (frame.joinRef !== null && frame.joinRef !== channel.joinRef) return // meant for an earlier join of this topic
    if (frame.event !== 'phx_leave') return channel.handle(frame)
    reply(frame, 'ok')
    close(frame.topic, channel)
  }

  const tooMany = frameLimit()
  // Frames of one topic are handled in the order they came, though some wait for the database.
  const busy = new Map<string, Promise<void>>()
  socket.on('message', (data: Buffer, isBinary) => {
    if (tooMany()) return socket.close(1008, 'Too many messages per second')
    const frame = isBinary ? decodeBinary(data) : decodeText(vsn, data.toString('utf8'))
    if (!frame) return
    if (frame.topic === 'phoenix') return reply(frame, 'ok')
    const done = (busy.get(frame.topic) ?? Promise.resolve())
      .then(() => handle(frame))
      .catch(() => reply(frame, 'error'))
    busy.set(frame.topic, done)
    void done.then(() => busy.get(frame.topic) === done && busy.delete(frame.topic))
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    for (const channel of channels.values()) channel.leave()
    channels.clear()
  })
}

function frameLimit(): () => boolean {
  let second = 0
  let count = 0
  return () => {
    const now = Math.floor(Date.now() / 1000)
    if (now !== second) count = 0
    second = now
    return ++count > maxFramesPerSecond
  }
}

// Policies may look at request.headers, as on Supabase; only x- headers are passed on there.
const plainHeaders = (request: IncomingMessage) =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      name.startsWith('x-') && typeof value === 'string' ? [[name, value]] : [],
    ),
  )
