import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { createHost } from '../src/create-host.ts'
import { createLog } from '../src/log.ts'
import { loadPlugins } from '../src/plugins/load.ts'
import { createRegistry, type Registry } from '../src/plugins/registry.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'
import { echo } from './support/workflow.ts'

interface Frame {
  type: string
  code?: string
  protocol?: string
  messages?: Message[]
  message?: Message
}
interface Message {
  id: string
  seq: number
  direction: string
  text: string
  author: { kind: string; name?: string }
  clientId?: string
}

let engine: Engine
let plugins: Registry
let other: { url: string; stop(): Promise<void> }
const key = randomBytes(16).toString('hex')

beforeAll(async () => {
  plugins = await loadPlugins(createLog('silent'))
  const webchat = plugins.channels.get('webchat')
  if (!webchat) throw new Error('the webchat plugin is missing')
  engine = await startEngine({}, {}, false, [{ from: 'webchat', plugin: webchat }])
  await engine.publish([echo])
  await engine.sql`insert into inboxes (organization_id, channel, name, key) values (${engine.organization}, 'webchat', 'Site', ${key})`
  // A replica that only serves browsers.
  const host = await createHost(engine.config, {
    plugins: createRegistry([{ from: 'webchat', plugin: webchat }]),
    log: createLog('silent'),
  })
  const app = await createApp(host)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  other = {
    url,
    stop: async () => {
      await app.close()
      await host.bus.close()
      await host.db.end()
    },
  }
  await until('each knows of the other', () => engine.host.bus.peers === 2)
})
afterAll(async () => {
  await other?.stop()
  await engine?.stop()
})

const session = async () =>
  (await (await fetch(`${engine.core.url}/hooks/v1/${key}/session`, { method: 'POST', body: '{}' })).json()) as {
    token: string
    visitor: string
  }
const say = (token: string, text: string, id = randomUUID()) =>
  fetch(`${engine.core.url}/hooks/v1/${key}/inbound`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id, text }),
  })

/** Opens a socket as the widget does and collects what it hears. */
function connect(url: string, token: string, after: number | null = null) {
  const frames: Frame[] = []
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live/v1/${key}`)
  socket.addEventListener('open', () => socket.send(JSON.stringify({ type: 'hello', token, after })))
  socket.addEventListener('message', ({ data }) => frames.push(JSON.parse(String(data))))
  let closed = 0
  socket.addEventListener('close', ({ code }) => {
    closed = code
  })
  return {
    socket,
    frames,
    closed: () => closed,
    messages: () => frames.flatMap((frame) => frame.messages ?? (frame.message ? [frame.message] : [])),
    greeted: () => until('it was greeted', () => frames.some(({ type }) => type === 'history')),
  }
}

test('a visitor’s message and its answer come live, in order, on every replica and every tab', async () => {
  const { token } = await session()
  const [here, there] = [connect(engine.core.url, token), connect(other.url, token)]
  await Promise.all([here.greeted(), there.greeted()])
  expect(here.frames[0]).toEqual({ type: 'history', messages: [], open: true, email: false })
  const id = randomUUID()
  expect(await (await say(token, 'oi', id)).json()).toEqual({ id })
  for (const page of [here, there]) {
    await until('both messages came', () => page.messages().length >= 2)
    expect(
      page
        .messages()
        .map(({ seq, direction, text, author, clientId }) => ({ seq, direction, text, author: author.kind, clientId })),
    ).toEqual([
      { seq: 1, direction: 'in', text: 'oi', author: 'contact', clientId: id },
      { seq: 2, direction: 'out', text: 're: oi', author: 'rule', clientId: undefined },
    ])
    page.socket.close()
  }
})

test('who comes back gets what was missed, and the protocol', async () => {
  const { token } = await session()
  await say(token, 'primeira')
  await until(
    'it was answered',
    async () => (await engine.sql`select from messages where text = 're: primeira' and status = 'sent'`).length === 1,
  )
  const page = connect(other.url, token)
  await page.greeted()
  // What comes while the history is read may be shown twice, never not at all: a page knows a message by its id.
  const shown = new Map(page.messages().map(({ id, text }) => [id, text]))
  expect([...shown.values()]).toEqual(['primeira', 're: primeira'])
  expect(page.frames[0]?.protocol).toMatch(/^\d{13}$/)
  page.socket.close()
})

test('what the browser has shown is delivered, what the person saw is read', async () => {
  const { token } = await session()
  const page = connect(engine.core.url, token)
  await page.greeted()
  await say(token, 'leu?')
  await until('the answer came', () => page.messages().some(({ text }) => text === 're: leu?'))
  const status = async () => (await engine.sql`select status from messages where text = 're: leu?'`)[0]?.status
  page.socket.send(JSON.stringify({ type: 'delivered', upTo: 2 }))
  await until('it is delivered', async () => (await status()) === 'delivered')
  page.socket.send(JSON.stringify({ type: 'read', upTo: 2 }))
  await until('it is read', async () => (await status()) === 'read')
  page.socket.close()
})

test('visitors hear only themselves', async () => {
  const [one, two] = await Promise.all([session(), session()])
  const [mine, theirs] = [connect(engine.core.url, one.token), connect(engine.core.url, two.token)]
  await Promise.all([mine.greeted(), theirs.greeted()])
  await say(one.token, 'segredo')
  await until('it came', () => mine.messages().length === 2)
  expect(theirs.messages()).toEqual([])
  for (const page of [mine, theirs]) page.socket.close()
})

test('a forged token, a frame of no sense and a stranger’s silence end the socket', async () => {
  const forged = connect(engine.core.url, 'not.a-token')
  await until('it was closed', () => forged.closed() === 4401)
  expect(forged.frames).toEqual([{ type: 'error', code: 'bad_token' }])
  const { token } = await session()
  const odd = connect(engine.core.url, token)
  await odd.greeted()
  odd.socket.send('{"type":"delivered","upTo":"all"}')
  await until('it was closed', () => odd.closed() === 4401)
})

test('the widget’s script is served to every site and asked for cheaply', async () => {
  const answer = await fetch(`${engine.core.url}/widget.js`, { headers: { origin: 'https://loja.example' } })
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(answer.headers.get('content-type')).toContain('text/javascript')
  const script = await answer.text()
  expect(() => new Function(script)).not.toThrow()
  const again = await fetch(`${engine.core.url}/widget.js`, {
    headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
  })
  expect(again.status).toBe(304)
})
