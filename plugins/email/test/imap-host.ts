import { createHash } from 'node:crypto'
import type { StreamContext, StreamItem } from '@faladesk/plugin-sdk'
import { ImapFlow } from 'imapflow'
import { stream } from '../src/imap/stream.ts'
import type { EmailSettings } from '../src/settings/settings.ts'
import type { Dovecot } from './dovecot.ts'

/** A host that keeps what a stream emits, once each, with the cursor, as the real one does. */
export interface ImapHost {
  settings: EmailSettings
  cursor: unknown
  /** Each different mail once, in the order it came. */
  mails: string[]
  refused: StreamItem[]
  /** How often something was given that was known already, and the largest batch in bytes and items. */
  repeated: number
  largest: { bytes: number; items: number }
  /** Called before a batch is kept; what it throws loses the batch. */
  beforeKeeping?(): Promise<void> | void
  /** Runs the stream until `stop`; answers how it ended. */
  run(more?: Partial<StreamContext<EmailSettings>>): { ended: Promise<unknown>; stop(): Promise<void> }
}

/** Settings of a mailbox on a Dovecot. */
export const mailbox = (dovecot: Dovecot, user: string, more: object = {}): EmailSettings =>
  ({
    address: 'loja@example.test',
    inbound: 'imap',
    imap: { host: '127.0.0.1', port: dovecot.imapPort, secure: false, user, password: dovecot.password, ...more },
  }) as EmailSettings

/** Makes a host for one mailbox. */
export function imapHost(settings: EmailSettings): ImapHost {
  const known = new Set<string>()
  const host: ImapHost = {
    settings,
    cursor: null,
    mails: [],
    refused: [],
    repeated: 0,
    largest: { bytes: 0, items: 0 },
    run(more = {}) {
      const stopping = new AbortController()
      const ctx = {
        ...contextOf(host.settings, stopping.signal),
        ...more,
        cursor: host.cursor,
        heartbeat() {},
        async emit(batch: readonly StreamItem[], cursor: unknown) {
          await host.beforeKeeping?.()
          host.cursor = structuredClone(cursor)
          host.largest.items = Math.max(host.largest.items, batch.length)
          host.largest.bytes = Math.max(
            host.largest.bytes,
            batch.reduce((sum, { request }) => sum + request.body.length, 0),
          )
          for (const item of batch) {
            if (item.refused) host.refused.push(item)
            const hash = createHash('sha256').update(item.request.body).digest('hex')
            if (known.has(hash)) host.repeated += 1
            else host.mails.push(Buffer.from(item.request.body).toString('utf8'))
            known.add(hash)
          }
        },
      } as StreamContext<EmailSettings>
      const ended = stream(ctx).then(
        () => null,
        (error: unknown) => error,
      )
      return {
        ended,
        async stop() {
          stopping.abort()
          await ended
        },
      }
    },
  }
  return host
}

/** All a call into the plugin gets, on this machine. */
export const contextOf = (
  settings: EmailSettings,
  signal = AbortSignal.timeout(30_000),
): StreamContext<EmailSettings> => ({
  inboxId: '11111111-1111-4111-8111-111111111111',
  settings,
  publicUrl: 'https://desk.example',
  webhooks: {},
  fetch,
  log: { debug() {}, info() {}, warn() {}, error() {} },
  now: () => new Date(),
  key: (purpose) => createHash('sha256').update(purpose).digest(),
  allowPrivateNetwork: true,
  resolve: async (host) => [host],
  signal,
  cursor: null,
  since: new Date(),
  emit: async () => {},
  heartbeat() {},
})

/** A small mail. */
export const mailOf = (n: number | string, more = ''): string =>
  `From: Ana <ana@cliente.test>\r\nTo: loja@example.test\r\nSubject: Pedido ${n}\r\nMessage-ID: <m${n}@cliente.test>\r\n${more}Date: Sun, 22 Nov 2026 12:00:00 +0000\r\n\r\nOi ${n}\r\n`

/** Waits until something is true. */
export async function until(what: string, found: () => unknown, ms = 30_000): Promise<void> {
  const deadline = Date.now() + ms
  while (!found()) {
    if (Date.now() > deadline) throw new Error(`waited ${ms} ms in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** A signed-in connection of the mailbox's owner. */
export const signedIn = async (dovecot: Dovecot, user: string): Promise<ImapFlow> => {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.imapPort,
    secure: false,
    auth: { user, pass: dovecot.password },
    logger: false,
  })
  await client.connect()
  return client
}
