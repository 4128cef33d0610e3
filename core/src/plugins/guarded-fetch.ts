import { lookup as dnsLookup } from 'node:dns'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Readable, Transform } from 'node:stream'
import { isPrivateAddress } from './private-address.ts'

export interface FetchGuard {
  allowPrivate: boolean
  /** The longest a request with its redirects and its whole body may take. */
  deadlineMs: number
  maxBytes: number
  signal?: AbortSignal
}

/**
 * A fetch for plugins: only http(s), no private address (checked at connect, so that DNS cannot change its mind in
 * between), at most five redirects each checked again, a deadline and a cap on bytes. Failures are TypeErrors with a cause.
 */
export const guardedFetch =
  (guard: FetchGuard): typeof fetch =>
  async (input, init) => {
    // Its copy of a signal takes the signal's last listener along when the Request is garbage, and nobody aborts any more.
    const request = new Request(input, { ...init, signal: null })
    const body = request.body ? Buffer.from(await request.arrayBuffer()) : undefined
    const asked = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    const signals = [asked, AbortSignal.timeout(guard.deadlineMs), guard.signal]
    const signal = AbortSignal.any(signals.filter((one) => one != null))
    let url = new URL(request.url)
    let method = request.method
    const headers = Object.fromEntries(request.headers)
    for (let hops = 0; hops <= 5; hops++) {
      const answer = await ask(
        url,
        method,
        headers,
        method === 'GET' || method === 'HEAD' ? undefined : body,
        guard,
        signal,
      )
      const status = answer.statusCode ?? 0
      const location = answer.headers.location
      if (![301, 302, 303, 307, 308].includes(status) || !location || request.redirect === 'manual')
        return toResponse(answer, url, guard.maxBytes, signal)
      answer.destroy()
      if (request.redirect === 'error') throw failed('it redirected')
      const next = new URL(location, url)
      // Credentials are for the host they were written to.
      if (next.origin !== url.origin)
        for (const name of Object.keys(headers)) if (!impersonal.has(name)) delete headers[name]
      if (status === 303 || ((status === 301 || status === 302) && method === 'POST')) {
        method = 'GET'
        for (const name of ['content-type', 'content-length']) delete headers[name]
      }
      url = next
    }
    throw failed('it redirected more than five times')
  }

// Providers put keys into headers of any name (D360-API-KEY, X-Api-Key): only what says nothing of us goes elsewhere.
const impersonal = new Set(['accept', 'accept-language', 'content-type', 'range', 'user-agent'])

const failed = (message: string, cause?: unknown) => new TypeError(`The request failed: ${message}.`, { cause })

function ask(
  url: URL,
  method: string,
  headers: Record<string, string>,
  body: Buffer | undefined,
  guard: FetchGuard,
  signal: AbortSignal,
) {
  const secure = url.protocol === 'https:'
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  if (!secure && url.protocol !== 'http:') throw failed(`${url.protocol} is not http or https`)
  // A literal address is never looked up, so it is checked here.
  if (!guard.allowPrivate && isIP(hostname) && isPrivateAddress(hostname))
    throw failed('private addresses are not allowed', refusal())
  const agent = agents[guard.allowPrivate ? 'open' : 'guarded'][secure ? 'https' : 'http']
  return new Promise<IncomingMessage>((resolve, reject) => {
    const request = (secure ? https : http).request(url, {
      method,
      agent,
      signal,
      headers: { ...headers, ...(body && { 'content-length': String(body.length) }) },
    })
    request.on('response', resolve)
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(signal.aborted ? signal.reason : failed(error.code ?? error.message, error)),
    )
    request.end(body)
  })
}

function toResponse(answer: IncomingMessage, url: URL, maxBytes: number, signal: AbortSignal): Response {
  const status = answer.statusCode ?? 502
  let read = 0
  const counted = answer.pipe(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        read += chunk.length
        done(read > maxBytes ? failed(`the answer is larger than ${maxBytes} bytes`) : null, chunk)
      },
    }),
  )
  answer.on('error', (error) =>
    counted.destroy(signal.aborted ? (signal.reason as Error) : failed('the answer broke off', error)),
  )
  const empty = [101, 204, 205, 304].includes(status)
  if (empty) counted.resume()
  const response = new Response(empty ? null : (Readable.toWeb(counted) as ReadableStream<Uint8Array>), {
    status,
    statusText: answer.statusMessage ?? '',
    headers: Object.entries(answer.headersDistinct).flatMap(([name, values]) =>
      (values ?? []).map((value): [string, string] => [name, value]),
    ),
  })
  Object.defineProperty(response, 'url', { value: url.href })
  return response
}

const refusal = () => Object.assign(new Error('private address'), { code: 'EPRIVATE' })

const publicLookup: LookupFunction = (hostname, options, callback) =>
  dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const [first] = addresses
    if (!first || addresses.some(({ address }) => isPrivateAddress(address))) return callback(refusal(), '', 0)
    if (options.all) return callback(null, addresses)
    callback(null, first.address, first.family)
  })

// Idle connections close soon: a request written to one the provider has just closed has an unknown outcome.
const keep = { keepAlive: true, timeout: 4000, maxSockets: 64 }
const agents = {
  guarded: {
    http: new http.Agent({ ...keep, lookup: publicLookup }),
    https: new https.Agent({ ...keep, lookup: publicLookup }),
  },
  open: { http: new http.Agent(keep), https: new https.Agent(keep) },
}
