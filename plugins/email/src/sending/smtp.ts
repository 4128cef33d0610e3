import { type ChannelContext, Rejected } from '@faladesk/plugin-sdk'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import XOAuth2 from 'nodemailer/lib/xoauth2'
import { connectSomewhere } from '../connecting/connect-somewhere.ts'
import { servernameOf } from '../connecting/connection-trouble.ts'
import { withAccess } from '../connecting/oauth.ts'
import type { EmailSettings } from '../settings/settings.ts'

/** Opens a signed-in connection to the server answers leave through; the caller closes it. Throws what the library says. */
export function openSmtp(ctx: ChannelContext<EmailSettings>, deadlineMs = 10_000): Promise<SMTPConnection> {
  return withAccess(ctx, (token) => open(ctx, token, deadlineMs))
}

async function open(
  ctx: ChannelContext<EmailSettings>,
  token: string | null,
  deadlineMs: number,
): Promise<SMTPConnection> {
  const { smtp } = ctx.settings
  if (!smtp) throw new Rejected('This inbox has no server to send by (SMTP).', 'no_smtp', 'config')
  const host = smtp.host.trim()
  const connection = await connectSomewhere(ctx, host, (address) => {
    const one = new SMTPConnection({
      host: address,
      port: smtp.port,
      secure: smtp.secure,
      ...(servernameOf(host) && { servername: host, tls: { servername: host } }),
      // Credentials never cross a public network in the clear.
      requireTLS: !smtp.secure && !ctx.allowPrivateNetwork,
      name: ctx.settings.address.trim().split('@')[1] ?? 'localhost',
      connectionTimeout: deadlineMs,
      greetingTimeout: deadlineMs,
      socketTimeout: 15_000,
    })
    return opened(one)
  })
  try {
    const user = smtp.user.trim()
    if (token) await login(connection, { oauth2: new XOAuth2({ user, accessToken: token }) as never })
    // A server that asks for no password (a relay in the same house) is taken at its word.
    else if (smtp.password && connection.allowsAuth !== false) await login(connection, { user, pass: smtp.password })
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

const opened = (connection: SMTPConnection) =>
  new Promise<SMTPConnection>((resolve, reject) => {
    connection.once('error', (error) => {
      connection.close()
      reject(error)
    })
    connection.connect((error) => {
      if (error) return reject(error)
      // Later errors are told by the command under way.
      connection.on('error', () => {})
      resolve(connection)
    })
  })

const login = (connection: SMTPConnection, auth: Parameters<SMTPConnection['login']>[0]) =>
  new Promise<void>((resolve, reject) => {
    connection.login(auth, (error) => (error ? reject(error) : resolve()))
  })
