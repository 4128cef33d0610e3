/** The two dialects of Phoenix's channel protocol that supabase-js speaks; its default is 2.0.0. */
export type Vsn = '1.0.0' | '2.0.0'

/** One message on a socket. `joinRef` names the join a message belongs to; null where it is for every join. */
export type Frame = { joinRef: string | null; ref: string | null; topic: string; event: string; payload: unknown }

/** What members of a topic tell each other; `payload` is bytes where the sender sent bytes. */
export type Broadcast = { type: 'broadcast'; event: string; payload: unknown; meta?: Record<string, unknown> }

const binaryEncoding = 0
const jsonEncoding = 1
// Kinds of binary frames, from realtime-js' serializer: 3 is a member's broadcast to the server, 4 the server's to a member.
const kindPush = 3
const kindBroadcast = 4

/** Reads a text frame; nothing when it is not one of this dialect. */
export function decodeText(vsn: Vsn, text: string): Frame | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return undefined
  }
  const { join_ref, ref, topic, event, payload } = (vsn === '1.0.0' ? parsed : fields(parsed)) as Record<
    string,
    unknown
  >
  if (typeof topic !== 'string' || typeof event !== 'string') return undefined
  return { joinRef: asRef(join_ref), ref: asRef(ref), topic, event, payload: payload ?? {} }
}

function fields(parsed: unknown): Record<string, unknown> {
  if (!Array.isArray(parsed)) return {}
  const [join_ref, ref, topic, event, payload] = parsed
  return { join_ref, ref, topic, event, payload }
}

const asRef = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : null)

/**
 * Reads a member's own broadcast in binary: kind, five lengths, the payload's encoding, then join ref, ref, topic, event,
 * metadata and the payload. Nothing when it is cut short or of another kind.
 */
export function decodeBinary(bytes: Buffer): Frame | undefined {
  if (bytes.length < 7 || bytes[0] !== kindPush) return undefined
  let at = 7
  const texts: string[] = []
  for (const length of bytes.subarray(1, 6)) {
    texts.push(bytes.toString('utf8', at, at + length))
    at += length
  }
  const [joinRef, ref, topic = '', event = ''] = texts
  if (at > bytes.length) return undefined
  const rest = bytes.subarray(at)
  try {
    const payload = bytes[6] === jsonEncoding ? JSON.parse(rest.toString('utf8')) : Buffer.from(rest)
    const broadcast: Broadcast = { type: 'broadcast', event, payload }
    return { joinRef: joinRef || null, ref: ref || null, topic, event: 'broadcast', payload: broadcast }
  } catch {
    return undefined
  }
}

/** Writes a frame as text. */
export function encodeText(vsn: Vsn, { joinRef, ref, topic, event, payload }: Frame): string {
  return JSON.stringify(
    vsn === '1.0.0' ? { join_ref: joinRef, ref, topic, event, payload } : [joinRef, ref, topic, event, payload],
  )
}

/** Writes a broadcast for one dialect; bytes need a binary frame, which 1.0.0 does not have: then nothing. */
export function encodeBroadcast(vsn: Vsn, topic: string, broadcast: Broadcast): string | Buffer | undefined {
  if (!Buffer.isBuffer(broadcast.payload))
    return encodeText(vsn, { joinRef: null, ref: null, topic, event: 'broadcast', payload: broadcast })
  if (vsn === '1.0.0') return undefined
  const parts = [topic, broadcast.event, broadcast.meta ? JSON.stringify(broadcast.meta) : ''].map((text) =>
    Buffer.from(text),
  )
  if (parts.some((part) => part.length > 255)) return undefined
  const header = Buffer.from([kindBroadcast, ...parts.map((part) => part.length), binaryEncoding])
  return Buffer.concat([header, ...parts, broadcast.payload])
}
