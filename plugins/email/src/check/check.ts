import { type ChannelContext, say, type TestResult } from '@faladesk/plugin-sdk'
import { connectionTroubleOf } from '../connecting/connection-trouble.ts'
import { within } from '../connecting/within.ts'
import { openImap } from '../imap/connect.ts'
import { openSmtp } from '../sending/smtp.ts'
import { foldersOf } from '../settings/mailbox.ts'
import type { EmailSettings } from '../settings/settings.ts'
import { checkOauth, tokenRefused } from './oauth.ts'
import { checkRelay } from './relay.ts'
import { remedyOf } from './words.ts'

type Context = ChannelContext<EmailSettings>

/** The whole test is over within the ten seconds a host gives it. */
const deadlineMs = 8000

/** Signs in to read and to send as the inbox would, and says which field is wrong and how to repair it. */
export async function check(ctx: Context): Promise<TestResult> {
  const { inbound, imap, smtp, oauth, webhook, relay } = ctx.settings
  if (inbound === 'imap' && !imap) return { ok: false, field: 'imap', message: missing.imap }
  if (inbound === 'webhook' && !webhook) return { ok: false, field: 'webhook', message: missing.webhook }
  if (!smtp && !relay) return { ok: false, field: 'smtp', message: missing.smtp }
  if (inbound === 'imap' && !oauth && !imap?.password)
    return { ok: false, field: 'imap.password', message: missing.password }
  const token = await checkOauth(ctx, deadlineMs)
  if (!token.ok) return token
  const [reading, sending] = await Promise.all([
    inbound === 'imap' ? ask(() => readable(ctx), 'imap', ctx) : ({ ok: true } as const),
    relay ? checkRelay(ctx) : ask(() => sendable(ctx), 'smtp', ctx),
  ])
  return reading.ok ? sending : reading
}

async function readable(ctx: Context): Promise<void> {
  const client = await openImap(ctx, deadlineMs - 2000)
  try {
    for (const folder of foldersOf(ctx.settings.imap))
      await client.mailboxOpen(folder, { readOnly: true }).catch((error) => {
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

async function ask(work: () => Promise<unknown>, group: 'imap' | 'smtp', { settings }: Context): Promise<TestResult> {
  try {
    await within(work(), deadlineMs, 'the server did not answer in time')
    return { ok: true }
  } catch (error) {
    const { host = '', port = 0, secure = true } = settings[group] ?? {}
    const trouble = connectionTroubleOf(error, { port, secure })
    if (trouble === 'login' && settings.oauth) return tokenRefused(group)
    const { response = '', message = '' } = error as { response?: unknown; message?: string }
    const kind = group === 'imap' ? 'IMAP' : 'SMTP'
    const remedy = remedyOf(trouble, { host: host.trim(), port, kind }, `${String(response)} ${message}`)
    return { ok: false, field: `${group}.${remedy.field}`, message: remedy.message }
  }
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
}
