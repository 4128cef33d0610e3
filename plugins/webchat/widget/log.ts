/** A message as the desk sends it. */
export interface Message {
  id: string
  seq?: number
  direction: 'in' | 'out'
  author?: { kind: string; name?: string }
  text?: string
  content?: Piece[]
  at: string
  clientId?: string
}

/** One part of a message's content; only what the widget draws. */
export interface Piece {
  k: string
  text?: string
  caption?: string
  media?: { url?: string; mime: string; filename?: string }
  lat?: number
  lng?: number
  name?: string
  address?: string
  title?: string
  note?: string
  json?: Record<string, unknown>
  buttons?: { id: string; title: string }[]
}

/** A message as the widget shows it; `key` stays the same when the desk confirms what was written here. */
export interface Shown extends Message {
  key: string
  state: 'sending' | 'sent' | 'failed'
  /** How much of a file has gone, 0 to 1. */
  progress?: number
  /** An agent has seen it. */
  read?: boolean
}

/** What is shown in this page: what the desk confirmed, in its order, then what still waits. */
export const createLog = () => {
  const shown = new Map<string, Shown & { round?: number }>()
  // Places count from one in every conversation; a round is one conversation as this page saw it.
  let round = 0
  let taken = new Map<number, string>()
  let last: number | null = null
  let read = 0

  const nextRound = () => {
    round++
    taken = new Map()
    last = null
    read = 0
  }
  const confirm = (message: Message & { seq: number }, key: string) => {
    // One place cannot hold two messages: the conversation was resolved and this is the next one.
    if ((taken.get(message.seq) ?? message.id) !== message.id) nextRound()
    taken.set(message.seq, message.id)
    last = Math.max(last ?? 0, message.seq)
    shown.set(key, { ...message, key, state: 'sent', round })
  }

  return {
    /** Takes in messages of the desk, known ones included. */
    merge(messages: readonly Message[]) {
      for (const message of messages) {
        const { seq, clientId, direction, id } = message
        if (seq === undefined) continue
        // The desk may prefix our id with the visitor's.
        const own = direction === 'in' ? clientId?.split(':').pop() : undefined
        const key = own ?? id
        const known = shown.get(key)
        // A file that was sent from here is shown from here until the desk has stored it.
        const whole = known?.content ? { ...message, content: withOwn(message.content ?? [], known.content) } : message
        if (known?.round === undefined) confirm({ ...whole, seq }, key)
        else shown.set(key, { ...whole, key, state: 'sent', round: known.round })
      }
    },
    /** Shows at once what the visitor wrote. */
    add(id: string, text: string, at: string, content?: Piece[]) {
      if (shown.has(id)) return
      shown.set(id, {
        key: id,
        id,
        clientId: id,
        direction: 'in',
        text,
        at,
        state: 'sending',
        ...(content && { content }),
      })
    },
    progress(id: string, progress: number) {
      const found = shown.get(id)
      if (found?.state === 'sending') shown.set(id, { ...found, progress })
    },
    /** Takes back what was not sent. */
    remove(id: string) {
      if (shown.get(id)?.state !== 'sent') shown.delete(id)
    },
    /** An agent has seen everything up to a place, or all there is. */
    seen(upTo?: number) {
      read = Math.max(read, upTo ?? last ?? 0)
    },
    mark(id: string, state: Shown['state']) {
      const found = shown.get(id)
      // What the desk already confirmed cannot fail any more.
      if (found && found.round === undefined) shown.set(id, { ...found, state })
    },
    /** All messages: conversation by conversation in their order, then the waiting ones as they were written. */
    list: (): Shown[] =>
      [...shown.values()]
        .map((message) =>
          message.direction === 'in' && message.round === round && (message.seq ?? read + 1) <= read
            ? { ...message, read: true }
            : message,
        )
        .sort(
          (a, b) =>
            compare(a.round ?? Number.POSITIVE_INFINITY, b.round ?? Number.POSITIVE_INFINITY) ||
            compare(a.seq ?? 0, b.seq ?? 0) ||
            compare(a.at, b.at),
        ),
    /** The place of the last confirmed message of this conversation, to ask only for what came after. */
    last: () => last,
    /** When the desk's last message was written, in milliseconds. */
    lastHeard: () =>
      Math.max(
        0,
        ...[...shown.values()].flatMap((message) => (message.direction === 'out' ? Date.parse(message.at) : [])),
      ),
    unreadSince: (read: number) =>
      [...shown.values()].filter(({ direction, at }) => direction === 'out' && Date.parse(at) > read).length,
    nextRound,
    clear() {
      shown.clear()
      nextRound()
    },
  }
}

const withOwn = (content: Piece[], own: Piece[]): Piece[] =>
  content.map((piece, n) => {
    const url = own[n]?.media?.url
    return piece.media && !piece.media.url && url ? { ...piece, media: { ...piece.media, url } } : piece
  })

const compare = <T extends number | string>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)

export type Log = ReturnType<typeof createLog>
