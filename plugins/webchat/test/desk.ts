import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Identity, MessageEvent, Part, RawRequest } from '@faladesk/plugin-sdk'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import { type WebSocket, WebSocketServer } from 'ws'
import channel from '../src/index.ts'

interface Line {
  seq: number
  id: string
  direction: 'in' | 'out'
  author: { kind: string; name?: string }
  text: string
  content: Part[]
  at: string
  clientId?: string
  /** Whose it is; everybody's where absent. */
  owner?: string
}

/** A desk of one inbox around the real plugin, and a page of another origin under a strict policy. */
export async function openDesk(settings: Record<string, unknown> = {}) {
  let server = createServer()
  const lines: Line[] = []
  const sockets = new Set<WebSocket>()
  const frames: { type: string; upTo?: number; after?: number | null }[] = []
  const forms: object[] = []
  // What the desk says of itself with each history.
  const about: Record<string, unknown> = {}
  const posts: number[] = []
  const trouble = { refuseNext: 0, status: 503, protocol: '20261122-000042' }

  const listen = (made: Server, port: number) => new Promise<void>((resolve) => made.listen(port, '127.0.0.1', resolve))
  const context = () => channelContext(channel, settings, { publicUrl: desk, now: () => new Date() })
  const push = (frame: object) => {
    for (const socket of sockets) socket.send(JSON.stringify(frame))
  }
  const keep = (line: Omit<Line, 'seq'>) => {
    const kept = { ...line, seq: lines.length + 1 }
    lines.push(kept)
    push({ type: 'message', message: kept })
    return kept
  }

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { origin } = request.headers
    if (origin && channel.live?.allowsOrigin(origin, context())) {
      response.setHeader('access-control-allow-origin', origin)
      response.setHeader('access-control-allow-headers', 'authorization, content-type, x-answers')
    }
    if (request.method === 'OPTIONS') return void response.writeHead(204).end()
    if (request.url === '/widget.js')
      return void response
        .writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' })
        .end(channel.live?.script())
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const name = /^\/hooks\/v1\/key\/(\w+)(\?|$)/.exec(request.url ?? '')?.[1] ?? ''
    const raw: RawRequest = {
      method: 'POST',
      url: `${desk}${request.url}`,
      name,
      query: Object.fromEntries(new URL(request.url ?? '/', desk).searchParams),
      headers: Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, String(value)])),
      body: Buffer.concat(chunks),
    }
    const verdict = await channel.verify(raw, context())
    if (verdict.ok === 'respond')
      return void response.writeHead(verdict.response.status, verdict.response.headers).end(verdict.response.body)
    if (!verdict.ok) return void response.writeHead(verdict.status).end()
    posts.push(Date.now())
    if (trouble.refuseNext > 0) {
      trouble.refuseNext--
      return void response.writeHead(trouble.status).end()
    }
    const outcome = await channel.parse(raw, context())
    if ('refused' in outcome) return void response.writeHead(200).end()
    for (const event of outcome.events as MessageEvent[]) {
      if (lines.some(({ id }) => id === event.externalId)) continue
      const [, clientId = ''] = event.externalId.split(':')
      const text = event.content.map((part) => (part.k === 'text' ? part.text : '')).join('')
      forms.push(...event.content.filter((part) => part.k === 'form'))
      keep({
        owner: event.from.identities[0]?.value as string,
        id: event.externalId,
        direction: 'in',
        author: { kind: 'contact' },
        text,
        content: event.content,
        at: event.occurredAt,
        clientId,
      })
    }
    response.writeHead(outcome.response?.status ?? 200, outcome.response?.headers).end(outcome.response?.body)
  }

  const accept = (made: Server): void => {
    made.on('request', (request, response) => void serve(request, response).catch(() => response.destroy()))
    const live = new WebSocketServer({ server: made, path: '/live/v1/key' })
    live.on('connection', (socket) => {
      socket.on('message', (data) => {
        const frame = JSON.parse(String(data))
        frames.push(frame)
        if (frame.type !== 'hello') return
        const identity: Identity | null = channel.live?.authenticate(frame.token, context()) ?? null
        if (!identity) return void socket.send(JSON.stringify({ type: 'error', code: 'invalid_token' }))
        sockets.add(socket)
        const theirs = lines.filter(({ owner }) => owner === undefined || owner === identity.value)
        const missed = theirs.filter(({ seq }) => seq > (frame.after ?? 0))
        socket.send(
          JSON.stringify({
            type: 'history',
            messages: missed,
            ...(theirs.length > 0 && { protocol: trouble.protocol }),
            ...about,
          }),
        )
      })
      socket.on('close', () => sockets.delete(socket))
    })
  }
  void accept(server)
  await listen(server, 0)
  const { port } = server.address() as AddressInfo
  const desk = `http://127.0.0.1:${port}`
  const page = await openPage(desk)

  const stop = async () => {
    for (const socket of sockets) socket.terminate()
    sockets.clear()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return {
    desk,
    page: page.url,
    lines,
    frames,
    posts,
    trouble,
    forms,
    about,
    /** Says something to the visitor. */
    say: (text: string, more: Partial<Line> = {}) =>
      keep({
        id: `m${lines.length + 1}`,
        direction: 'out',
        ...(lines.at(-1)?.owner && { owner: lines.at(-1)?.owner as string }),
        author: { kind: 'agent', name: 'Ana' },
        text,
        content: [{ k: 'text', text }],
        at: new Date().toISOString(),
        ...more,
      }),
    push,
    /** Takes the desk off the network; `restart` brings it back at the same address. */
    stop,
    restart: async () => {
      server = createServer()
      void accept(server)
      await listen(server, port)
    },
    close: async () => {
      await stop().catch(() => undefined)
      await page.close()
    },
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>

// A shop's page as strict as they come: no inline style or script, no eval, styles from nowhere.
const openPage = async (desk: string) => {
  const policy = `default-src 'none'; script-src ${desk}; connect-src ${desk} ${desk.replace('http', 'ws')}; img-src ${desk} blob:; style-src 'none'; require-trusted-types-for 'script'`
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://any').searchParams
    const locale = asked.get('locale') ?? 'pt-BR'
    const token = asked.get('token')
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
    response.end(
      `<!doctype html><html lang="${locale}"><meta name="viewport" content="width=device-width"><title>Loja Aurora</title><h1>Loja Aurora</h1><p>Lustres e luminárias.</p><input aria-label="Busca"><script src="${desk}/widget.js" data-inbox="key"${token ? ` data-token="${token}"` : ''} async></script></html>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
