import { connect } from 'node:net'
import type { ListenContext, StreamItem } from '@faladesk/plugin-sdk'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listenForMail } from '../src/receiving/smtp.ts'
import { carried } from '../src/receiving/stream-request.ts'
import type { EmailSettings } from '../src/settings/settings.ts'
import { replyAddress } from '../src/threads/token.ts'
import { contextOf, mailOf } from './imap-host.ts'

const settings = (address: string, more: object = {}) => ({ address, inbound: 'smtp', ...more }) as EmailSettings
const conversation = '22222222-2222-4222-8222-222222222222'

/** Inboxes this server receives for, by id, and what was stored for each. */
let inboxes: { id: string; settings: EmailSettings }[]
let stored: { inbox: string; item: StreamItem }[]
let failing: boolean
let server: { port: number; close(): Promise<void> }
const context = (id: string, own: EmailSettings) => ({
  ...contextOf(own),
  inboxId: id,
  key: (purpose: string) => Buffer.from(`${id} ${purpose}`),
})

const start = (most = 100_000) =>
  listenForMail(
    {
      host: '127.0.0.1',
      port: 0,
      log: contextOf(settings('x@y.test')).log,
      signal: AbortSignal.timeout(60_000),
      // As PostgreSQL answers: any of these settings holds the value, case ignored.
      inboxes: async (holding: Record<string, string>) =>
        inboxes
          .filter(({ settings: own }) =>
            Object.entries(holding).some(([name, value]) =>
              [(own as unknown as Record<string, unknown>)[name]]
                .flat()
                .some((one) => String(one ?? '').toLowerCase() === value),
            ),
          )
          .map(({ id, settings: own }) => ({
            context: context(id, own),
            async store(item: StreamItem) {
              if (failing) throw new Error('the database is away')
              stored.push({ inbox: id, item })
            },
          })),
    } as ListenContext<EmailSettings>,
    { most, resolver: async (name, type) => answer(name, type) },
  )

// DNS as the sender's domain has it: 127.0.0.1 may send, and mail that fails is to be rejected.
const answer = (name: string, type: string): string[][] => {
  if (type === 'TXT' && name === 'cliente.test') return [['v=spf1 ip4:127.0.0.1 -all']]
  if (type === 'TXT' && name === 'forjado.test') return [['v=spf1 ip4:192.0.2.1 -all']]
  if (type === 'TXT' && name.startsWith('_dmarc.')) return [['v=DMARC1; p=reject']]
  throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
}

const give = (to: string[], raw: string, { from = 'ana@cliente.test' }: { from?: string } = {}) =>
  new Promise<{ code: number; rejected: string[] }>((resolve, reject) => {
    const connection = new SMTPConnection({ host: '127.0.0.1', port: server.port, ignoreTLS: true })
    connection.on('error', reject)
    connection.connect(() =>
      connection.send({ from, to }, raw, (error, info) => {
        connection.close()
        const code = (error as { responseCode?: number } | null)?.responseCode
        if (error && !code) return reject(error)
        resolve({
          code: code ?? 250,
          rejected: ((info as { rejected?: string[] } | undefined)?.rejected ?? []) as string[],
        })
      }),
    )
  })

/** Speaks SMTP by hand and gives the last answer. */
const talk = (...lines: string[]) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1')
    let last = ''
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      last = chunk.toString()
      const line = lines.shift()
      if (line) return socket.write(`${line}\r\n`)
      socket.destroy()
      resolve(last)
    })
  })

beforeEach(async () => {
  inboxes = [{ id: 'shop', settings: settings('Loja@Example.test', { aliases: ['vendas@example.test'] }) }]
  stored = []
  failing = false
  server = await start()
})
afterEach(() => server.close())

test('mail to an inbox, its alias or its plus address is stored with the true envelope', async () => {
  for (const to of ['loja@example.test', 'VENDAS@example.test', 'loja+qualquer@example.test']) {
    expect(await give([to], mailOf(1))).toEqual({ code: 250, rejected: [] })
    const { item } = stored.at(-1) as { item: StreamItem }
    expect(item.request.headers[carried.to]?.toLowerCase()).toBe(to.toLowerCase())
    expect(item.request.headers[carried.from]).toBe('ana@cliente.test')
    expect(Buffer.from(item.request.body).toString()).toContain('Subject: Pedido 1')
  }
})

test('everybody else’s address is refused with 550: we relay nothing', async () => {
  expect(await talk('EHLO x', 'AUTH PLAIN AGEAYg==')).not.toContain('235')
  for (const to of ['outra@example.test', 'loja@outra.test', 'loja@example.test.evil.test'])
    expect((await give([to], mailOf(1)).catch(() => ({ code: 550 }))).code, to).toBe(550)
  inboxes[0] = { id: 'shop', settings: { ...settings('loja@example.test'), inbound: 'imap' } as EmailSettings }
  expect((await give(['loja@example.test'], mailOf(1))).code).toBe(550)
  expect(stored).toEqual([])
})

test('edge 53: a blind copy is known by its envelope alone, and a reply token finds its own inbox among several', async () => {
  await give(['loja@example.test'], mailOf(1).replace('loja@example.test', 'alguem@cliente.test'))
  expect(stored[0]?.item.request.headers[carried.to]).toBe('loja@example.test')
  inboxes.push({ id: 'second', settings: settings('loja@example.test') })
  const token = replyAddress(context('second', settings('loja@example.test')), conversation) ?? ''
  await give([token], mailOf(2))
  expect(stored[1]?.inbox).toBe('second')
})

test('a reply domain lets in what was signed and nothing else', async () => {
  const own = settings('loja@example.test', { replyDomain: 'respostas.example.test' })
  inboxes = [{ id: 'shop', settings: own }]
  const token = replyAddress(context('shop', own), conversation) ?? ''
  expect(token).toContain('@respostas.example.test')
  expect((await give([token], mailOf(1))).code).toBe(250)
  expect((await give([token.replace('@', 'a@')], mailOf(1))).code).toBe(550)
  expect((await give(['c.x@respostas.example.test'], mailOf(1))).code).toBe(550)
})

test('edge 39: one mail to two inboxes is stored for each, to two addresses of one inbox once', async () => {
  inboxes.push({ id: 'other', settings: settings('outra@example.test') })
  await give(['loja@example.test', 'vendas@example.test', 'outra@example.test'], mailOf(1))
  expect(stored.map(({ inbox }) => inbox).sort()).toEqual(['other', 'shop'])
  expect(stored.find(({ inbox }) => inbox === 'shop')?.item.request.headers[carried.to]).toBe(
    'loja@example.test, vendas@example.test',
  )
})

test('edge 54: what is too large is refused with 552, announced or not', async () => {
  expect(await talk('EHLO x', 'MAIL FROM:<a@b.test> SIZE=200000')).toContain('552')
  expect((await give(['loja@example.test'], mailOf(1) + 'x'.repeat(76).concat('\r\n').repeat(2000))).code).toBe(552)
  expect(stored).toEqual([])
})

test('edge 54: 250 is said only when the mail is stored; while it cannot be, the sender is asked to come back', async () => {
  failing = true
  expect((await give(['loja@example.test'], mailOf(1))).code).toBe(451)
  failing = false
  expect((await give(['loja@example.test'], mailOf(1))).code).toBe(250)
  expect(stored).toHaveLength(1)
})

test('SPF and DMARC are found out by the true client and envelope', async () => {
  await give(['loja@example.test'], mailOf(1))
  expect(JSON.parse(stored[0]?.item.request.headers[carried.authentication] ?? '{}')).toMatchObject({
    spf: 'pass',
    dmarc: 'pass',
  })
  await give(['loja@example.test'], mailOf(1).replace('ana@cliente.test', 'ana@forjado.test'), {
    from: 'ana@forjado.test',
  })
  expect(JSON.parse(stored[1]?.item.request.headers[carried.authentication] ?? '{}')).toMatchObject({
    spf: 'fail',
    dmarc: 'fail',
  })
})
