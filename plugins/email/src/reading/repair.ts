import { isUtf8 } from 'node:buffer'
import { headerEnd, withLineEnds, withoutPreamble, withoutRows } from './bytes.ts'
import { decodeUtf7, rightCharset } from './charset.ts'
import { type Leaf, leavesOf } from './parts.ts'

/** A mail made readable: the same words, with line ends, header bytes and charset labels put right. */
export interface Repaired {
  raw: Buffer
  leaves: Leaf[]
  tooMany: boolean
}

/** Puts right what mail parsers trip over; a mail without such faults comes back byte for byte. */
export const repair = (given: Uint8Array): Repaired => {
  let raw = withoutPreamble(withoutRows(withLineEnds(Buffer.from(given.buffer, given.byteOffset, given.byteLength))))
  raw = withReadableHead(raw)
  const { leaves, tooMany } = leavesOf(raw)
  if (tooMany) return { raw, leaves, tooMany }
  const pieces: Buffer[] = []
  let at = 0
  for (const leaf of leaves) {
    const changed = relabelled(raw, leaf)
    if (!changed) continue
    pieces.push(raw.subarray(at, leaf.head[0]), changed)
    at = leaf.body[1]
  }
  if (pieces.length === 0) return { raw, leaves, tooMany }
  const whole = Buffer.concat([...pieces, raw.subarray(at)])
  return { raw: whole, leaves: leavesOf(whole).leaves, tooMany }
}

// Headers may hold raw UTF-8; other raw bytes are somebody's Latin letters.
const withReadableHead = (raw: Buffer): Buffer => {
  const { end } = headerEnd(raw, 0, raw.length)
  const head = raw.subarray(0, end)
  if (isUtf8(head)) return raw
  const charset = /charset\s*=\s*"?([\w.-]{1,40})/i.exec(raw.subarray(0, 65_536).toString('latin1'))?.[1]
  // Line by line, since one bad field says nothing of the others.
  const lines = head.toString('latin1').split('\n')
  if (lines.length > 2000) return Buffer.concat([Buffer.from(legacy(head, charset), 'utf8'), raw.subarray(end)])
  const readable = lines.map((line) => {
    const bytes = Buffer.from(line, 'latin1')
    return isUtf8(bytes) ? bytes : Buffer.from(legacy(bytes, charset), 'utf8')
  })
  return Buffer.concat([...readable.flatMap((line, n) => (n === 0 ? [line] : [newline, line])), raw.subarray(end)])
}

// The charset of the mail's own text, where it has one that fits these bytes.
const legacy = (bytes: Buffer, charset: string | undefined): string => {
  try {
    if (charset && !/utf-?8|ascii/i.test(charset)) return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    // Unknown, or not what these bytes are.
  }
  return windows1252.decode(bytes)
}

const newline = Buffer.from('\n')

// The header and body of a text part whose charset is not what it says; null where all is well.
const relabelled = (raw: Buffer, leaf: Leaf): Buffer | null => {
  if (leaf.type !== 'text/plain' && leaf.type !== 'text/html') return null
  const charset = leaf.params.charset
  const utf7 = /^(unicode-?1-?1-?)?utf-?7$/i.test(charset ?? '')
  const bytes = bytesOf(raw, leaf)
  const right = utf7 ? 'utf-8' : rightCharset(bytes, charset)
  if (right === null) return null
  const fields = leaf.fields.filter(
    ({ name }) => name !== 'content-type' && !(utf7 && name === 'content-transfer-encoding'),
  )
  const params = Object.entries({ ...leaf.params, charset: right })
    .map(([name, value]) => `; ${name}="${value.replace(/["\\\r\n]/g, '')}"`)
    .join('')
  const head = [
    ...fields.map(({ name, value }) => `${name}: ${value}`),
    `Content-Type: ${leaf.type}${params}`,
    ...(utf7 ? ['Content-Transfer-Encoding: base64'] : []),
  ]
  const words = utf7
    ? Buffer.from(
        Buffer.from(decodeUtf7(bytes.toString('latin1')))
          .toString('base64')
          .replace(/.{76}/g, '$&\r\n'),
      )
    : raw.subarray(...leaf.body)
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), words])
}

/** The bytes of a part, without their transfer encoding. */
export const bytesOf = (raw: Buffer, { body: range, encoding }: Leaf): Buffer => {
  const body = raw.subarray(...range)
  if (encoding === 'base64') return Buffer.from(body.toString('latin1'), 'base64')
  if (encoding !== 'quoted-printable') return body
  const text = body.toString('latin1').replace(/=[ \t]*\r?\n/g, '')
  return Buffer.from(
    text.replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}

const windows1252 = new TextDecoder('windows-1252')
