import { headerEnd } from '../reading/bytes.ts'
import { first, readFields, structured } from '../reading/headers.ts'

const mostFields = 200

/** The fields of a form as browsers and providers post it (multipart/form-data); files are fields like any other. */
export const formFields = (body: Buffer, contentType: string): Map<string, Buffer> | null => {
  const { value, params } = structured(contentType)
  if (value !== 'multipart/form-data' || !params.boundary) return null
  const mark = Buffer.from(`--${params.boundary}`)
  const fields = new Map<string, Buffer>()
  let at = body.indexOf(mark)
  for (let parts = 0; at >= 0 && parts < mostFields; parts++) {
    const start = at + mark.length
    if (body[start] === 0x2d && body[start + 1] === 0x2d) break
    const next = body.indexOf(Buffer.from(`\r\n--${params.boundary}`), start)
    const end = next < 0 ? body.length : next
    const head = headerEnd(body, start + 2, end)
    const { params: named } = structured(
      first(readFields(body.subarray(start + 2, Math.min(head.end, start + 20_000))), 'content-disposition'),
    )
    if (named.name !== undefined && !fields.has(named.name)) fields.set(named.name, body.subarray(head.body, end))
    at = next < 0 ? -1 : next + 2
  }
  return fields
}

/** The fields of an urlencoded form, as bytes, so that a raw mail in one keeps its own charset. */
export const urlencodedFields = (body: Buffer): Map<string, Buffer> => {
  const fields = new Map<string, Buffer>()
  let [at, equals] = [0, body.indexOf(0x3d)]
  // Counted by pairs, not by names: ten thousand empty ones would be looked through for as many times.
  for (let pairs = 0; at < body.length && pairs < mostFields; pairs++) {
    const found = body.indexOf(0x26, at)
    const end = found < 0 ? body.length : found
    // Looked for again only once the last one found lies behind.
    if (equals >= 0 && equals < at) equals = body.indexOf(0x3d, at)
    const split = equals < at || equals > end ? end : equals
    const name = unescaped(body.subarray(at, Math.min(split, at + 300))).toString('utf8')
    if (!fields.has(name)) fields.set(name, unescaped(body.subarray(Math.min(split + 1, end), end)))
    at = end + 1
  }
  return fields
}

const unescaped = (bytes: Buffer): Buffer => {
  const out = Buffer.alloc(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    const [high, low] = byte === 0x25 ? [digit(bytes[at + 1]), digit(bytes[at + 2])] : [-1, -1]
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low
      at += 2
    } else out[length++] = byte === 0x2b ? 0x20 : byte
  }
  return out.subarray(0, length)
}

const digit = (byte: number | undefined): number => {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
