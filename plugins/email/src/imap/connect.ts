import { type ChannelContext, Reconnect, Rejected, RetryLater } from '@faladesk/plugin-sdk'
import { ImapFlow } from 'imapflow'
import { connectSomewhere } from '../connecting/connect-somewhere.ts'
import { connectionTroubleOf, servernameOf } from '../connecting/connection-trouble.ts'
import { withAccess } from '../connecting/oauth.ts'
import { within } from '../connecting/within.ts'
import { maxMail } from '../reading/read-mail.ts'
import type { EmailSettings } from '../settings/settings.ts'

type Context = ChannelContext<EmailSettings>

/** Opens a signed-in connection to the mailbox; the caller closes it. Throws what the library says, for `check` to read. */
export function openImap(ctx: Context, deadlineMs = 20_000): Promise<ImapFlow> {
  return withAccess(ctx, (token) => open(ctx, token, deadlineMs))
}

async function open(ctx: Context, token: string | null, deadlineMs: number): Promise<ImapFlow> {
  const { imap } = ctx.settings
  if (!imap) throw new Rejected('This inbox has no IMAP server.', 'no_imap', 'config')
  const host = imap.host.trim()
  const client = (address: string) =>
    new ImapFlow({
      host: address,
      port: imap.port,
      secure: imap.secure,
      ...(servernameOf(host) && { servername: host }),
      // Credentials never cross a public network in the clear.
      ...(!imap.secure && !ctx.allowPrivateNetwork && { doSTARTTLS: true }),
      auth: { user: imap.user.trim(), ...(token ? { accessToken: token } : { pass: imap.password ?? '' }) },
      connectionTimeout: deadlineMs,
      greetingTimeout: deadlineMs,
      socketTimeout: 180_000,
      maxLiteralSize: maxMail + 1024 * 1024,
      disableAutoIdle: true,
      logger: false,
      clientInfo: { name: 'Faladesk' },
    })
  return connectSomewhere(ctx, host, async (address) => {
    const one = client(address)
    // What breaks later is told by `close` and by the command under way; without a listener Node would end the process.
    one.on('error', () => {})
    try {
      await within(one.connect(), deadlineMs, 'the mail server did not answer in time')
      return one
    } catch (error) {
      one.close()
      throw error
    }
  })
}

/** What a failure means for the host that runs the source: repair it (Reconnect, config), wait, or just try again. */
export function imapTroubleOf(error: unknown, ctx: Context): unknown {
  if (error instanceof Reconnect || error instanceof Rejected || error instanceof RetryLater) return error
  const { imap } = ctx.settings
  const trouble = connectionTroubleOf(error, { port: imap?.port ?? 993, secure: imap?.secure ?? true })
  const code = (error as { serverResponseCode?: string }).serverResponseCode ?? trouble
  if (trouble === 'login') return new Reconnect('The mail server refused the user or the password (IMAP).', code)
  if (trouble === 'busy') return new RetryLater(60_000, 'The mail server asks to come back later (IMAP).', code)
  const config = configReasons[trouble]
  return config ? new Rejected(config, code, 'config') : error
}

const configReasons: Record<string, string> = {
  private: 'The mail server is on a private network, which is not allowed (IMAP).',
  certificate: 'The certificate of the mail server is not valid for its name (IMAP).',
  tls: 'The mail server speaks no TLS on this port (IMAP).',
  plain: 'The mail server wants TLS from the start on this port (IMAP).',
  starttls: 'The mail server offers no encryption (IMAP).',
  folder: 'A folder of this inbox does not exist in the mailbox (IMAP).',
}
