import type { RawRequest } from '@faladesk/plugin-sdk'

const requestLine = /^(GET|POST|PUT|PATCH|HEAD) (\S+)(?: HTTP\/\d(?:\.\d)?)?\r?\n/

/** Whether a file is a whole HTTP request, from its request line on. */
export const isHttp = (bytes: Uint8Array): boolean => requestLine.test(latin1(bytes.subarray(0, 16_384)))

/** Reads a recorded HTTP request; its URL is the one the provider called, as `Host` and the request line say. */
export function readHttp(bytes: Uint8Array): Omit<RawRequest, 'name'> {
  const head = latin1(bytes.subarray(0, 262_144))
  const [line = '', method = 'POST', target = '/'] = requestLine.exec(head) ?? []
  // A request without headers may have its blank line at once.
  const end = /\r?\n\r?\n/.exec(head.slice(line.length - 1))
  const stop = end ? line.length - 1 + end.index : head.length
  const headers = readHeaders(head.slice(line.length, Math.max(stop, line.length)))
  const body = end ? bytes.subarray(stop + end[0].length) : new Uint8Array()
  const url = urlOf(target, headers)
  return {
    method: method === 'GET' || method === 'HEAD' ? 'GET' : 'POST',
    url: url.href,
    query: Object.fromEntries(url.searchParams),
    headers,
    body: /chunked/i.test(headers['transfer-encoding'] ?? '') ? joinChunks(body) : body,
  }
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

// Left in latin1 even where they were UTF-8: so Node gives them, and so does the host.
const readHeaders = (text: string): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = /^([^\s:]+)\s*:\s*(.*)$/.exec(line) ?? []
    if (!name) continue
    const key = name.toLowerCase()
    headers[key] = headers[key] === undefined ? (value ?? '') : `${headers[key]}, ${value ?? ''}`
  }
  return headers
}

const urlOf = (target: string, headers: Record<string, string>): URL => {
  const host = (headers['x-forwarded-host'] ?? headers.host ?? 'faladesk.example').split(',')[0]?.trim()
  const scheme = headers['x-forwarded-proto']?.split(',')[0]?.trim() === 'http' ? 'http' : 'https'
  try {
    return new URL(target, `${scheme}://${host}`)
  } catch {
    return new URL('https://faladesk.example/')
  }
}

// As it was on the wire: each piece has its length in hexadecimal before it. Anything else is left as it is.
const joinChunks = (body: Uint8Array): Uint8Array => {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < body.length; ) {
    const [line, size] = /^([0-9a-f]{1,8})[^\r\n]*\r\n/i.exec(latin1(body.subarray(at, at + 64))) ?? []
    if (!line || !size) return body
    const length = Number.parseInt(size, 16)
    if (length === 0) break
    pieces.push(body.subarray(at + line.length, at + line.length + length))
    at += line.length + length + 2
  }
  return Buffer.concat(pieces)
}
