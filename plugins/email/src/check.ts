import { type ChannelContext, Reconnect, Rejected, RetryLater, say, type TestResult } from '@faladesk/plugin-sdk'
import { remedyOf } from './check-words.ts'
import { connectionTroubleOf } from './connection-trouble.ts'
import { openImap, within } from './imap-connect.ts'
import { accessToken } from './oauth.ts'
import type { EmailSettings } from './settings.ts'
import { openSmtp } from './smtp-connect.ts'

type Context = ChannelContext<EmailSettings>

/** The whole test is over within the ten seconds a host gives it. */
const deadlineMs = 8000

/** Signs in to read and to send as the inbox would, and says which field is wrong and how to repair it. */
export async function check(ctx: Context): Promise<TestResult> {
  const { inbound, imap, smtp, oauth, webhook } = ctx.settings
  if (inbound === 'imap' && !imap) return { ok: false, field: 'imap', message: missing.imap }
  if (inbound === 'webhook' && !webhook) return { ok: false, field: 'webhook', message: missing.webhook }
  if (!smtp) return { ok: false, field: 'smtp', message: missing.smtp }
  if (inbound === 'imap' && !oauth && !imap?.password)
    return { ok: false, field: 'imap.password', message: missing.password }
  // One token for both, asked for first: its own failure must not look like a wrong password.
  const token = await ask(() => accessToken(ctx), 'oauth', ctx)
  if (!token.ok) return token
  const [reading, sending] = await Promise.all([
    inbound === 'imap' ? ask(() => readable(ctx), 'imap', ctx) : ({ ok: true } as const),
    ask(() => sendable(ctx), 'smtp', ctx),
  ])
  return reading.ok ? sending : reading
}

async function readable(ctx: Context): Promise<void> {
  const client = await openImap(ctx, deadlineMs - 2000)
  try {
    for (const folder of ctx.settings.imap?.folders ?? ['INBOX'])
      await client.mailboxOpen(folder.trim(), { readOnly: true }).catch((error) => {
        throw Object.assign(error, { mailboxMissing: error?.responseStatus === 'NO' })
      })
  } finally {
    client.close()
  }
}

async function sendable(ctx: Context): Promise<void> {
  const connection = await openSmtp(ctx, deadlineMs - 2000)
  connection.quit()
  connection.close()
}

async function ask(
  work: () => Promise<unknown>,
  group: 'imap' | 'smtp' | 'oauth',
  { settings }: Context,
): Promise<TestResult> {
  try {
    await within(work(), deadlineMs, 'the server did not answer in time')
    return { ok: true }
  } catch (error) {
    if (group === 'oauth') return oauthTrouble(error)
    const { host = '', port = 0, secure = true } = settings[group] ?? {}
    const trouble = connectionTroubleOf(error, { port, secure })
    const { response = '', message = '' } = error as { response?: unknown; message?: string }
    const kind = group === 'imap' ? 'IMAP' : 'SMTP'
    const remedy = remedyOf(trouble, { host: host.trim(), port, kind }, `${String(response)} ${message}`)
    return { ok: false, field: `${group}.${remedy.field}`, message: remedy.message }
  }
}

const oauthTrouble = (error: unknown): TestResult => {
  if (error instanceof Reconnect) return { ok: false, field: 'oauth.refreshToken', message: missing.token }
  if (error instanceof Rejected) return { ok: false, field: 'oauth.tokenUrl', message: missing.tokenUrl }
  const unanswered = error instanceof RetryLater || error instanceof Error
  return { ok: false, field: unanswered ? 'oauth' : 'oauth.tokenUrl', message: missing.tokenLater }
}

const missing = {
  imap: say(
    'Preencha o servidor de recebimento (IMAP).',
    'Complete el servidor de recepción (IMAP).',
    'Fill in the receiving server (IMAP).',
  ),
  smtp: say(
    'Preencha o servidor de envio (SMTP).',
    'Complete el servidor de envío (SMTP).',
    'Fill in the sending server (SMTP).',
  ),
  webhook: say(
    'Preencha o webhook do provedor.',
    'Complete el webhook del proveedor.',
    'Fill in the provider’s webhook.',
  ),
  password: say(
    'Escreva a senha, ou preencha "Entrar com OAuth".',
    'Escriba la contraseña, o complete "Entrar con OAuth".',
    'Write the password, or fill in "Sign in with OAuth".',
  ),
  token: say(
    'O provedor não aceita mais este refresh token ou este cliente. Gere outro e cole aqui.',
    'El proveedor ya no acepta este refresh token o este cliente. Genere otro y péguelo aquí.',
    'The provider no longer accepts this refresh token or this client. Make another and paste it here.',
  ),
  tokenUrl: say(
    'Para outro provedor, escreva o endereço do token.',
    'Para otro proveedor, escriba la dirección del token.',
    'For another provider, write its token address.',
  ),
  tokenLater: say(
    'O provedor do OAuth não respondeu. Confira o endereço do token e tente de novo.',
    'El proveedor de OAuth no respondió. Revise la dirección del token e intente de nuevo.',
    'The OAuth provider did not answer. Check the token address and try again.',
  ),
}
