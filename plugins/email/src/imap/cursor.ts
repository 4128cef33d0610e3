import { createHash } from 'node:crypto'
import type { EmailSettings } from '../settings/settings.ts'

/** How far one folder was read. */
export interface FolderCursor {
  uidValidity: string
  lastUid: number
  /** Mails up to this UID count only from `since` on: what lay there before us, or is there again after a renumbering. */
  oldUntil?: number
  since?: string
}

/** How far a mailbox was read; kept by the host together with the mails. */
export interface MailboxCursor {
  /** Which mailbox it is of: another server or user begins anew. */
  account: string
  /** When it was first read. */
  startedAt: string
  /** When all there was had been read. */
  syncedAt: string
  folders: Record<string, FolderCursor>
}

const overlapMs = 7 * 86_400_000
/** Servers write whole seconds, by clocks of their own. */
const slackMs = 5 * 60_000

/**
 * The cursor of this mailbox. A new one begins at `since`, however much later the first look succeeds; where another
 * mailbox was read before, when that was last done.
 */
export function openCursor(stored: unknown, { imap }: Pick<EmailSettings, 'imap'>, since: Date): MailboxCursor {
  const account = createHash('sha256')
    .update(`${imap?.user.trim().toLowerCase()}@${imap?.host.trim().toLowerCase()}`)
    .digest('hex')
    .slice(0, 24)
  const found = stored as MailboxCursor | null
  if (found?.account === account && typeof found.folders === 'object') return found
  const begin = new Date(Math.max(since.getTime(), Date.parse(found?.syncedAt ?? '') || 0)).toISOString()
  return { account, startedAt: begin, syncedAt: begin, folders: {} }
}

/**
 * Where reading of a folder never read begins: at what came since all that was known had been read, or `importDays`
 * before. Servers note whole seconds, so the second it falls in counts.
 */
export const firstCursor = (
  { syncedAt }: Pick<MailboxCursor, 'syncedAt'>,
  uidValidity: string,
  uidNext: number,
  importDays = 0,
): FolderCursor => ({
  uidValidity,
  lastUid: 0,
  oldUntil: uidNext - 1,
  since: new Date(Math.floor(Date.parse(syncedAt) / 1000) * 1000 - importDays * 86_400_000).toISOString(),
})

/**
 * Where reading begins after the server numbered its mails anew: at the first, but of those there are only what came since
 * we know the mailbox, a week before we last saw all at most. The host stores what it knows already only once.
 */
export const renumbered = (cursor: MailboxCursor, uidValidity: string, uidNext: number): FolderCursor => ({
  uidValidity,
  lastUid: 0,
  oldUntil: uidNext - 1,
  since: new Date(
    Math.max(Date.parse(cursor.startedAt) - slackMs, Date.parse(cursor.syncedAt) - overlapMs),
  ).toISOString(),
})

/** The cursor with one folder further on. */
export const advanced = (cursor: MailboxCursor, folder: string, at: FolderCursor, now?: Date): MailboxCursor => ({
  ...cursor,
  ...(now && { syncedAt: now.toISOString() }),
  folders: { ...cursor.folders, [folder]: at },
})
