import type { Message } from './log.ts'
import type { Place } from './place.ts'

/** What the desk may say over the open line. */
export type Frame =
  | {
      type: 'history'
      messages: Message[]
      protocol?: string
      read?: number
      email?: boolean
      open?: boolean
      opensAt?: string
      timezone?: string
    }
  | { type: 'message'; message: Message }
  | { type: 'typing' }
  | { type: 'read' }
  | { type: 'status' }
  | { type: 'error'; code: string }

interface Ears {
  token(): string
  after(): number | null
  heard(frame: Frame): void
  /** The line opened or broke. */
  changed(open: boolean): void
  /** The desk no longer knows the token. */
  refused(): void
}

/** Keeps a line to the desk open: backs off when it breaks, asks for what was missed when it stands again. */
export const openLine = (place: Place, ears: Ears) => {
  let socket: WebSocket | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let wanted = false

  const connect = () => {
    clearTimeout(timer)
    if (!wanted || socket) return
    const opening = new WebSocket(`${place.desk.replace(/^http/, 'ws')}/live/v1/${place.inbox}`)
    socket = opening
    opening.onopen = () => opening.send(JSON.stringify({ type: 'hello', token: ears.token(), after: ears.after() }))
    opening.onmessage = ({ data }) => {
      const frame = readFrame(data)
      if (frame?.type === 'history') {
        failures = 0
        ears.changed(true)
      }
      if (frame?.type === 'error' && /token|auth/.test(frame.code)) ears.refused()
      // A message without a place only says that there is news: fetch it in order.
      else if (frame?.type === 'message' && frame.message?.seq === undefined) opening.close()
      else if (frame) ears.heard(frame)
    }
    opening.onclose = () => {
      if (socket !== opening) return
      socket = null
      ears.changed(false)
      // Spread out, so that a restarted desk is not met by everyone at once.
      const pause = failures === 0 ? 300 : Math.min(30_000, 1000 * 2 ** Math.min(failures, 5)) * (0.5 + Math.random())
      failures++
      if (wanted) timer = setTimeout(connect, pause)
    }
  }

  const now = () => {
    failures = Math.min(failures, 1)
    connect()
  }
  const over = new AbortController()
  addEventListener('online', now, over)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && now(), over)

  return {
    open() {
      wanted = true
      connect()
    },
    /** Connects anew at once, asking for what came after the present last message. */
    again() {
      failures = 0
      socket?.close()
    },
    /** Ends the line for good. */
    close() {
      over.abort()
      wanted = false
      clearTimeout(timer)
      socket?.close()
    },
    say(frame: object) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
    },
  }
}

const readFrame = (data: unknown): Frame | null => {
  try {
    return JSON.parse(String(data)) as Frame
  } catch {
    return null
  }
}
