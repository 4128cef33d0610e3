import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A provider on this machine that does what a test tells it, and remembers what it was asked. */
export interface LocalProvider {
  baseUrl: string
  /** Whole requests it got: line, headers and body. */
  asked: string[]
  stop(): Promise<void>
}

/** Starts a provider that answers every request by `answer`. */
export async function startProvider(
  answer: (response: ServerResponse, request: IncomingMessage) => void | Promise<void>,
): Promise<LocalProvider> {
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`)
      asked.push([`${request.method} ${request.url}`, ...headers, '', Buffer.concat(pieces).toString()].join('\n'))
      void answer(response, request)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Writes a Response of the web as an answer of a Node server. */
export async function relay(from: Response, to: ServerResponse): Promise<void> {
  to.writeHead(from.status, Object.fromEntries(from.headers))
  to.end(Buffer.from(await from.arrayBuffer()))
}

/**
 * A fetch that reaches only the given providers; every other address is refused as the host refuses private ones. Unlike
 * the host it carries all headers along a redirect, so that only what the plugin itself does keeps a credential at home.
 */
export const fetchOnly = (
  providers: readonly LocalProvider[],
  maxBytes = 1024 * 1024,
): typeof fetch & { refused: string[] } => {
  const refused: string[] = []
  const allowed = providers.map(({ baseUrl }) => baseUrl)
  const go = async (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
    const request = new Request(input, { ...init, signal: null })
    const body = request.body ? await request.arrayBuffer() : undefined
    const { method, headers, redirect } = request
    const signal = signalOf(input, init)
    let url = new URL(request.url)
    for (let hop = 0; hop < 5; hop++) {
      if (!allowed.includes(url.origin)) {
        refused.push(url.href)
        throw new TypeError('fetch failed', {
          cause: Object.assign(new Error('private address'), { code: 'EPRIVATE' }),
        })
      }
      const answer = await fetch(url, {
        method,
        headers,
        signal,
        redirect: 'manual',
        ...(body && { body }),
      })
      const location = answer.headers.get('location')
      if (answer.status < 300 || answer.status > 399 || !location || redirect === 'manual')
        return capped(answer, maxBytes)
      if (redirect === 'error') throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') })
      url = new URL(location, url)
    }
    throw new TypeError('fetch failed', { cause: new Error('too many redirects') })
  }
  return Object.assign(go as typeof fetch, { refused })
}

// The caller's own signal: a Request's copy of it is forgotten once the Request is garbage, and nobody aborts any more.
const signalOf = (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
  init?.signal ?? (input instanceof Request ? input.signal : null)

// As the host's: whoever reads on past the cap gets an error, never half a file.
const capped = (answer: Response, maxBytes: number): Response => {
  let read = 0
  const counted = answer.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        read += piece.length
        if (read > maxBytes) controller.error(new TypeError(`the answer is larger than ${maxBytes} bytes`))
        else controller.enqueue(piece)
      },
    }),
  )
  const { status, headers } = answer
  return new Response([101, 204, 205, 304].includes(status) ? null : (counted ?? null), { status, headers })
}
