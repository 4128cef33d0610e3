import type { ListenContext, ListenInbox } from '@faladesk/plugin-sdk'
import type { DNSResolver } from 'mailauth'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { maxMail } from '../reading/read-mail.ts'
import type { EmailSettings } from '../settings/settings.ts'
import { authenticationOfMail } from './authenticate.ts'
import { inboxFor } from './recipients.ts'
import { streamRequest } from './stream-request.ts'

type Context = ListenContext<EmailSettings>

/** Bytes of mails under way in this process: beyond it senders are asked to come back, so that memory stays ours. */
const mostBytesOpen = 256 * 1024 * 1024
const mostRecipients = 50

/**
 * Listens for mail to inboxes that receive directly. Nobody else's address is accepted, and 250 is only said when the mail
 * is stored: until then it is the sender's, who tries again.
 */
export async function listenForMail(
  ctx: Context,
  { resolver, most = maxMail }: { resolver?: DNSResolver; most?: number } = {},
): Promise<{ port: number; close(): Promise<void> }> {
  const recipients = new WeakMap<SMTPServerSession, Map<string, ListenInbox<EmailSettings>>>()
  let open = 0

  const server = new SMTPServer({
    banner: 'Faladesk',
    size: most,
    disabledCommands: ['AUTH', ...(ctx.tls ? [] : ['STARTTLS'])],
    ...(ctx.tls && { cert: ctx.tls.cert, key: ctx.tls.key }),
    authOptional: true,
    disableReverseLookup: true,
    maxClients: 200,
    socketTimeout: 60_000,
    closeTimeout: 5000,
    logger: false,
    onMailFrom(_address, session, done) {
      recipients.set(session, new Map())
      done()
    },
    onRcptTo({ address }, session, done) {
      const known = recipients.get(session) ?? new Map()
      recipients.set(session, known)
      if (known.size >= mostRecipients) return done(refusal(452, 'Too many recipients, send the rest separately'))
      inboxFor(address, ctx.inboxes).then(
        (inbox) => {
          if (!inbox) return done(refusal(550, '5.1.1 No such mailbox here'))
          known.set(address, inbox)
          done()
        },
        (error) => {
          ctx.log.error({ err: error }, 'a recipient could not be looked up')
          done(refusal(451, '4.3.0 Try again later'))
        },
      )
    },
    onData(stream, session, done) {
      const to = recipients.get(session) ?? new Map()
      const held = { bytes: 0 }
      receive(stream, session, to, held)
        .then((answer) => done(null, answer))
        .catch((error) => done(error.responseCode ? error : trouble(error)))
        .finally(() => {
          open -= held.bytes
        })
    },
  })

  const trouble = (error: Error) => {
    ctx.log.error({ err: error }, 'a mail could not be stored; its sender was asked to try again')
    return refusal(451, '4.3.0 Try again later')
  }

  async function receive(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    to: Map<string, ListenInbox<EmailSettings>>,
    held: { bytes: number },
  ) {
    const chunks: Buffer[] = []
    let [kept, tooMuch] = [true, false]
    // To the last byte even where it is refused: the talk goes on after it.
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (open + chunk.length > mostBytesOpen) tooMuch = true
      kept &&= !tooMuch && !stream.sizeExceeded && held.bytes + chunk.length <= most
      if (!kept) continue
      chunks.push(chunk)
      held.bytes += chunk.length
      open += chunk.length
    }
    if (tooMuch) throw refusal(452, '4.3.1 Too much mail at once, try again later')
    if (!kept || stream.sizeExceeded) throw refusal(552, '5.3.4 The mail is too large')
    const raw = Buffer.concat(chunks)
    const { mailFrom } = session.envelope
    const from = mailFrom ? mailFrom.address : ''
    const authentication = await authenticationOfMail(
      raw,
      { ip: session.remoteAddress, helo: session.hostNameAppearsAs || 'localhost', from },
      ctx.log,
      resolver,
    )
    // One mail for each inbox, with all its addresses that were named.
    const inboxes = Map.groupBy(to, ([, { context }]) => context.inboxId)
    for (const named of inboxes.values()) {
      const [[, inbox]] = named as [[string, ListenInbox<EmailSettings>]]
      const request = streamRequest(raw, {
        receivedAt: new Date(),
        from,
        to: named.map(([address]) => address),
        ...(authentication && { authentication }),
      })
      await inbox.store({ request })
    }
    return '2.0.0 Stored'
  }

  server.on('error', (error) =>
    ctx.log.warn({ reason: (error as NodeJS.ErrnoException).code ?? error.message }, 'a mail connection broke'),
  )
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(ctx.port, ctx.host, () => {
      server.server.off('error', reject)
      resolve()
    })
  })
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : ctx.port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })
