import { headerEnd } from './bytes.ts'
import { type Field, first, readFields, structured } from './headers.ts'

/** One leaf of a mail as it lies in the bytes. */
export interface Leaf {
  /** Where its header block is, and where its body is. */
  head: [start: number, end: number]
  body: [start: number, end: number]
  fields: Field[]
  type: string
  params: Record<string, string>
  encoding: string
  /** It says what another part says too (multipart/alternative). */
  alternative: boolean
}

const maxParts = 200
const maxDepth = 30

/** Walks the MIME tree and gives its leaves in order; `tooMany` where there are more parts than anybody means to send. */
export const leavesOf = (raw: Buffer): { leaves: Leaf[]; tooMany: boolean } => {
  const leaves: Leaf[] = []
  const walk = { parts: 0, tooMany: false }
  visit(raw, [0, raw.length], 0, false, leaves, walk)
  return { leaves, tooMany: walk.tooMany }
}

const visit = (
  raw: Buffer,
  [start, end]: [number, number],
  depth: number,
  alternative: boolean,
  leaves: Leaf[],
  walk: { parts: number; tooMany: boolean },
) => {
  if (++walk.parts > maxParts || depth > maxDepth) {
    walk.tooMany = true
    return
  }
  const head = headerEnd(raw, start, end)
  const fields = readFields(raw.subarray(start, Math.min(head.end, start + 1_000_000)))
  const { value: type, params } = structured(first(fields, 'content-type'))
  const { boundary } = params
  const inner = type.startsWith('multipart/') && boundary ? sections(raw, head.body, end, boundary) : []
  if (inner.length > 0) {
    for (const range of inner) {
      visit(raw, range, depth + 1, alternative || type === 'multipart/alternative', leaves, walk)
      if (walk.tooMany) return
    }
    return
  }
  leaves.push({
    head: [start, head.end],
    body: [head.body, end],
    fields,
    // A multipart whose boundary stands nowhere is one text.
    type: type.startsWith('multipart/') ? 'text/plain' : type || 'text/plain',
    params,
    encoding: structured(first(fields, 'content-transfer-encoding')).value,
    alternative,
  })
}

// The pieces between boundary lines; the line end before a boundary belongs to the boundary.
const sections = (raw: Buffer, start: number, end: number, boundary: string): [number, number][] => {
  const mark = Buffer.from(`--${boundary}`)
  const found: [number, number][] = []
  let open = -1
  for (let at = raw.indexOf(mark, start); at >= 0 && at < end; at = raw.indexOf(mark, at + mark.length)) {
    if (at > start && raw[at - 1] !== 0x0a) continue
    const after = raw.subarray(at + mark.length, at + mark.length + 100).toString('latin1')
    const tail = /^(--)?[ \t]*(?:\r?\n|$)/.exec(after)
    if (!tail) continue
    if (open >= 0) found.push([open, Math.max(open, at - (raw[at - 2] === 0x0d ? 2 : 1))])
    open = at + mark.length + tail[0].length
    if (tail[1]) return found
    if (found.length > maxParts) return found
  }
  if (open >= 0 && open < end) found.push([open, end])
  return found
}
