import type { StreamContext } from '@faladesk/plugin-sdk'
import type { ImapFlow } from 'imapflow'
import { within } from '../connecting/within.ts'
import { foldersOf } from '../settings/mailbox.ts'
import type { EmailSettings } from '../settings/settings.ts'
import { beginFolders, catchUp } from './catch-up.ts'
import { imapTroubleOf, openImap } from './connect.ts'
import { openCursor } from './cursor.ts'

/** How long silence is believed: IDLE dies without a word behind some firewalls, so the mailbox is asked all the same. */
const [pollMs, pollWithoutIdleMs] = [120_000, 30_000]
const answerMs = 30_000

/**
 * Reads the mailbox as long as it is let: all that is new, then waiting for the server's word. Every connection begins with
 * a full look, so that whatever was missed comes; a broken one ends this, and the host starts it again at the cursor.
 */
export async function stream(ctx: StreamContext<EmailSettings>): Promise<void> {
  const { inbound, imap } = ctx.settings
  if (inbound !== 'imap' || !imap) return
  let client: ImapFlow | undefined
  const leave = () => client?.close()
  ctx.signal.addEventListener('abort', leave)
  try {
    client = await openImap(ctx)
    ctx.heartbeat()
    await follow(ctx, client)
  } catch (error) {
    if (!ctx.signal.aborted) throw imapTroubleOf(error, ctx)
  } finally {
    ctx.signal.removeEventListener('abort', leave)
    client?.close()
  }
}

async function follow(ctx: StreamContext<EmailSettings>, client: ImapFlow): Promise<void> {
  const [first = 'INBOX', ...others] = foldersOf(ctx.settings.imap)
  let cursor = await beginFolders(ctx, client, [...others, first], openCursor(ctx.cursor, ctx.settings, ctx.since))
  let news = false
  client.on('exists', () => {
    news = true
  })
  while (!ctx.signal.aborted) {
    // Opening the first one last leaves it selected, which is where the server tells of new mail.
    for (const folder of others) cursor = await catchUp(ctx, client, folder, cursor)
    news = false
    cursor = await catchUp(ctx, client, first, cursor)
    ctx.heartbeat()
    if (!news) await quiet(ctx, client)
    if (ctx.signal.aborted) return
    await within(client.noop(), answerMs, 'the mail server does not answer any more')
    ctx.heartbeat()
  }
}

// Until the server tells of mail, the connection ends, it has been long enough, or we are to stop.
async function quiet(ctx: StreamContext<EmailSettings>, client: ImapFlow): Promise<void> {
  const wait = client.capabilities.has('IDLE') ? pollMs : pollWithoutIdleMs
  let wake = () => {}
  const done = new Promise<void>((resolve) => {
    wake = resolve
  })
  const timer = setTimeout(wake, wait)
  client.on('exists', wake)
  client.on('close', wake)
  ctx.signal.addEventListener('abort', wake)
  client.idle().catch(() => wake())
  try {
    await done
  } finally {
    clearTimeout(timer)
    client.off('exists', wake)
    client.off('close', wake)
    ctx.signal.removeEventListener('abort', wake)
  }
  if (!client.usable && !ctx.signal.aborted)
    throw Object.assign(new Error('the mail server ended the connection'), { code: 'ECONNRESET' })
}
