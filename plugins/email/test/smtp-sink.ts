import { once } from 'node:events'
import { createServer } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail as the sink got it. */
export interface Received {
  /** Whether it came over TLS. */
  encrypted: boolean
  from: string
  to: string[]
  raw: string
  subject: string
  headers: (name: string) => string | undefined
  text: string
  html: string
  attachments: { filename?: string | undefined; content: Buffer }[]
}

/** A real SMTP server that keeps what it gets and misbehaves where told. */
export interface Sink {
  port: number
  user: string
  password: string
  mails: Received[]
  /** What it answers instead of accepting, at which command; `silent` takes the mail and never answers. */
  answer?: { at: 'AUTH' | 'MAIL' | 'RCPT' | 'DATA'; code: number; text: string } | 'silent' | undefined
  close(): Promise<void>
}

/** Starts the sink; `secure` makes one that speaks TLS from the start, a certificate one that offers STARTTLS and takes no password before it. */
export async function smtpSink({
  secure = false,
  tls,
}: {
  secure?: boolean
  tls?: { cert: string; key: string }
} = {}): Promise<Sink> {
  const sink: Sink = { port: 0, user: 'loja@example.test', password: 'segredo', mails: [], close: async () => {} }
  const wrong = (at: string) => {
    const { answer } = sink
    return typeof answer === 'object' && answer.at === at
      ? Object.assign(new Error(answer.text), { responseCode: answer.code })
      : null
  }
  const server = new SMTPServer({
    secure,
    ...tls,
    disabledCommands: secure || tls ? [] : ['STARTTLS'],
    authMethods: ['PLAIN', 'XOAUTH2'],
    allowInsecureAuth: !tls,
    logger: false,
    closeTimeout: 100,
    onAuth({ username, password, accessToken }, _session, done) {
      const bad = wrong('AUTH')
      if (bad) return done(bad)
      if (password === sink.password || accessToken === 'fresh-token') return done(null, { user: username ?? 'x' })
      done(Object.assign(new Error('5.7.8 Authentication failed'), { responseCode: 535 }))
    },
    onMailFrom: (_address, _session, done) => done(wrong('MAIL')),
    onRcptTo: (_address, _session, done) => done(wrong('RCPT')),
    async onData(stream, session, done) {
      const chunks: Buffer[] = []
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
      } catch (error) {
        // The sender went away in the middle.
        return done(error as Error)
      }
      const bad = wrong('DATA')
      if (bad) return done(bad)
      const raw = Buffer.concat(chunks)
      const mail = await simpleParser(raw)
      sink.mails.push({
        encrypted: session.secure,
        from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
        to: session.envelope.rcptTo.map(({ address }) => address),
        raw: raw.toString('utf8'),
        subject: mail.subject ?? '',
        headers: (name) =>
          mail.headerLines
            .find(({ key }) => key === name.toLowerCase())
            ?.line.replace(/^[^:]*:\s*/, '')
            .replace(/\r?\n\s+/g, ' '),
        text: mail.text ?? '',
        html: mail.html || '',
        attachments: mail.attachments,
      })
      if (sink.answer !== 'silent') done(null, '2.0.0 Ok')
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  sink.port = (server.server.address() as { port: number }).port
  sink.close = () => new Promise((resolve) => server.close(() => resolve()))
  return sink
}

/** A port that takes connections and never says a word. */
export async function mute(): Promise<{ port: number; close(): void }> {
  const server = createServer(() => {}).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as { port: number }).port, close: () => server.close() }
}
