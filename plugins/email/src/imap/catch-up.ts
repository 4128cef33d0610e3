import type { StreamContext } from '@faladesk/plugin-sdk'
import type { ImapFlow } from 'imapflow'
import type { EmailSettings } from '../settings/settings.ts'
import { advanced, type FolderCursor, firstCursor, type MailboxCursor, renumbered } from './cursor.ts'
import { batches, fetchBatch, look } from './fetch.ts'

type Context = StreamContext<EmailSettings>

/** UIDs looked at together. */
const aPage = 500

/** Reads all that is new in a folder, oldest first, storing batch by batch with the cursor; answers where it got to. */
export async function catchUp(
  ctx: Context,
  client: ImapFlow,
  folder: string,
  cursor: MailboxCursor,
): Promise<MailboxCursor> {
  let at = await open(ctx, client, folder, cursor)
  // A server answers `n:*` with its last mail even where n is beyond it: hence the filter.
  const found = await client.search(search(at), { uid: true })
  const uids = (found || []).filter((uid) => uid > at.lastUid).sort((a, b) => a - b)
  if (uids.length > 2 * aPage) ctx.log.info({ folder, mails: uids.length }, 'reading a backlog of mail')
  let now = cursor
  for (let n = 0; n < uids.length; n += aPage) {
    const page = uids.slice(n, n + aPage)
    for (const batch of batches(await look(client, page, at))) {
      const items = await fetchBatch(client, folder, batch)
      const lastUid = Math.max(at.lastUid, ...batch.map(({ uid }) => uid))
      at = { ...at, lastUid }
      now = advanced(now, folder, at)
      await ctx.emit(items, now)
      if (ctx.signal.aborted) return now
    }
    at = { ...at, lastUid: page.at(-1) as number }
    ctx.heartbeat()
    if (uids.length > 2 * aPage)
      ctx.log.info({ folder, done: Math.min(n + aPage, uids.length), of: uids.length }, 'reading a backlog of mail')
  }
  // What lay there before has been looked at, whether any of it counted or not.
  if (at.oldUntil !== undefined) at = { uidValidity: at.uidValidity, lastUid: Math.max(at.lastUid, at.oldUntil) }
  const done = advanced(now, folder, at, ctx.now())
  // Written only when it says something new, or once in a while: it says until when nothing can be missing.
  if (
    JSON.stringify(cursor.folders[folder]) !== JSON.stringify(at) ||
    Date.parse(done.syncedAt) - Date.parse(now.syncedAt) > 3_600_000
  ) {
    await ctx.emit([], done)
    return done
  }
  return now
}

/**
 * Notes where reading of each folder begins that was never read, all at once and before any of them is: what comes while
 * one is read is new in the others.
 */
export async function beginFolders(
  ctx: Context,
  client: ImapFlow,
  folders: readonly string[],
  cursor: MailboxCursor,
): Promise<MailboxCursor> {
  let begun = cursor
  for (const folder of folders)
    if (!cursor.folders[folder]) begun = advanced(begun, folder, await open(ctx, client, folder, cursor))
  if (begun !== cursor) await ctx.emit([], begun)
  return begun
}

async function open(ctx: Context, client: ImapFlow, folder: string, cursor: MailboxCursor): Promise<FolderCursor> {
  const box = await client.mailboxOpen(folder, { readOnly: true }).catch((error) => {
    if (client.usable && error?.responseStatus === 'NO') error.mailboxMissing = true
    throw error
  })
  const uidValidity = String(box.uidValidity)
  const known = cursor.folders[folder]
  if (known?.uidValidity === uidValidity) return known
  const uidNext = box.uidNext || Math.max(0, ...((await client.search({ all: true }, { uid: true })) || [])) + 1
  if (!known) return firstCursor(cursor, uidValidity, uidNext, ctx.settings.imap?.importDays)
  ctx.log.warn({ folder }, 'the mail server numbered its mails anew; the last days are read again')
  return renumbered(cursor, uidValidity, uidNext)
}

// The server's SINCE knows days only, in its own zone: a day earlier is asked for, and the true time looked at below.
const search = ({ lastUid, since, oldUntil }: FolderCursor) => ({
  uid: `${lastUid + 1}:*`,
  ...(since && oldUntil ? { since: new Date(Date.parse(since) - 86_400_000) } : {}),
})
