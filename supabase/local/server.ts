import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Services } from './stack.ts'

/** A stack served by itself, as the tests of the stack do. */
export type StandaloneServer = { url: string; port: number; stop(): Promise<void> }

/** Answers a request of Node's http server with a stack's fetch, streaming both ways. */
export async function serveNode(
  services: Pick<Services, 'fetch'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const host = request.headers.host ?? 'localhost'
  const hasBody = !['GET', 'HEAD'].includes(request.method ?? 'GET')
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    for (const one of [value ?? []].flat()) headers.append(name, one)
  const answer = await services.fetch(
    new Request(new URL(request.url ?? '/', `http://${host}`), {
      method: request.method ?? 'GET',
      headers,
      ...(hasBody && { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' }),
    }),
  )
  response.writeHead(answer.status, [...answer.headers].flat())
  if (answer.body && request.method !== 'HEAD') await pipeline(Readable.fromWeb(answer.body as never), response)
  else response.end()
}

/** Listens on loopback with nothing but the stack on it; port 0 takes any free one. */
export async function startServer(services: Services, port = 0): Promise<StandaloneServer> {
  const server: Server = createServer((request, response) => {
    serveNode(services, request, response).catch(() => {
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end()
    })
  })
  server.on('upgrade', services.upgrade)
  await new Promise<void>((resolve, reject) => server.on('error', reject).listen(port, '127.0.0.1', resolve))
  const bound = (server.address() as AddressInfo).port
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
