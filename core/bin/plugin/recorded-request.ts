import type { AnyChannel, RawRequest } from '@faladesk/plugin-sdk'
import { isHttp, readHttp } from './read-http.ts'

/** What a file was taken for. */
export type RecordedKind = 'http' | 'mail' | 'json' | 'form'

/** A recorded request, and the hooks it may have come by, the likeliest first. */
export interface Recorded {
  kind: RecordedKind
  request: Omit<RawRequest, 'name'>
  hooks: string[]
}

const somewhere = 'https://faladesk.example/hooks/v1/00000000000000000000000000000000/'

/** Takes the bytes of a file for what they most look like: a whole HTTP request, a mail, a JSON body or a form. */
export function recordedRequest(channel: AnyChannel, bytes: Uint8Array, file: string, asked?: string): Recorded {
  const names = channel.hooks.map(({ name }) => name)
  const own = [...new Set(['inbound', 'stream', ...names])]
  const kind = kindOf(channel, bytes, file)
  if (kind === 'http') {
    const request = readHttp(bytes)
    const called = new URL(request.url).pathname.split('/').at(-1) ?? ''
    const first = [asked, called, 'inbound', ...names].filter((name): name is string => names.includes(name ?? ''))
    return { kind, request, hooks: [...new Set(first)] }
  }
  const mail = kind === 'mail' && channel.stream !== undefined
  const hooks = asked ? [asked] : own.filter((name) => (name === 'stream' ? mail : !mail && names.includes(name)))
  const url = `${somewhere}${hooks[0] ?? 'inbound'}`
  const headers = { 'content-type': types[kind] }
  return { kind, request: { method: 'POST', url, query: {}, headers, body: bytes }, hooks }
}

const types = {
  mail: 'message/rfc822',
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
} as const

const kindOf = (channel: AnyChannel, bytes: Uint8Array, file: string): RecordedKind => {
  if (isHttp(bytes)) return 'http'
  if (/\.(eml|msg|mbox)$/i.test(file)) return 'mail'
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1').trimStart()
  if (/\.json$/i.test(file) || /^[[{]/.test(start)) return 'json'
  if (/\.form$/i.test(file)) return 'form'
  // A mailbox sends nothing but mail, however broken.
  return channel.stream !== undefined || mailStart.test(start) ? 'mail' : 'form'
}

const mailStart =
  /^(From |(Return-Path|Received|Delivered-To|From|To|Date|Subject|Message-ID|MIME-Version|X-[\w-]+)\s*:)/i
