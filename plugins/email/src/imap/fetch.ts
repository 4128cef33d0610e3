import type { StreamItem } from '@faladesk/plugin-sdk'
import type { ImapFlow } from 'imapflow'
import { maxMail } from '../reading/read-mail.ts'
import { streamRequest } from '../receiving/stream-request.ts'
import type { FolderCursor } from './cursor.ts'

/** A mail on the server that is still to be fetched. */
interface Waiting {
  uid: number
  size: number
  at: Date
}

/** How much is fetched and stored at once: memory stays small however long the backlog. */
const [aBatch, batchBytes] = [50, 4 * 1024 * 1024]

/** Sizes and times of the mails that count, so that it is known what to fetch before any of it is. */
export async function look(
  client: ImapFlow,
  uids: number[],
  { oldUntil = 0, since }: FolderCursor,
): Promise<Waiting[]> {
  const mails = await client.fetchAll(
    uids.join(','),
    { uid: true, size: true, internalDate: true, flags: true },
    { uid: true },
  )
  const wanted = new Set(uids)
  return mails
    .filter(({ uid, flags }) => wanted.delete(uid) && !flags?.has('\\Deleted'))
    .map(({ uid, size = 0, internalDate }) => ({ uid, size, at: new Date(internalDate ?? Date.now()) }))
    .filter(({ uid, at }) => !since || uid > oldUntil || at.getTime() >= Date.parse(since))
    .sort((a, b) => a.uid - b.uid)
}

/** The mails in batches of what may be fetched and stored at once. */
export function batches(mails: Waiting[]): Waiting[][] {
  const found: Waiting[][] = []
  let [batch, bytes]: [Waiting[], number] = [[], 0]
  for (const mail of mails) {
    const size = Math.min(mail.size, maxMail)
    if (batch.length > 0 && (batch.length >= aBatch || bytes + size > batchBytes)) {
      found.push(batch)
      ;[batch, bytes] = [[], 0]
    }
    batch.push(mail)
    bytes += size
  }
  return batch.length > 0 ? [...found, batch] : found
}

/** Fetches a batch, of too large mails the header alone; a mail that went away meanwhile is simply not there. */
export async function fetchBatch(client: ImapFlow, folder: string, batch: Waiting[]): Promise<StreamItem[]> {
  // By BODY.PEEK: reading marks nothing as read.
  const small = batch.filter(({ size }) => size <= maxMail)
  const sources = new Map<number, Buffer>()
  if (small.length > 0)
    for (const mail of await client.fetchAll(
      small.map(({ uid }) => uid).join(','),
      { uid: true, source: true },
      { uid: true },
    ))
      if (mail.source) sources.set(mail.uid, mail.source)
  const heads = new Map<number, Buffer>()
  for (const { uid, size } of batch)
    if (size > maxMail) {
      const head = await client.fetchOne(String(uid), { uid: true, headers: true }, { uid: true })
      const headers = head ? head.headers : undefined
      if (headers) heads.set(uid, headers)
    }
  return batch.flatMap(({ uid, size, at }): StreamItem[] => {
    const source = sources.get(uid)
    if (source) return [{ request: streamRequest(source, { receivedAt: at, mailbox: folder }) }]
    const head = heads.get(uid)
    if (!head) return []
    const mb = (bytes: number) => Math.ceil(bytes / 1024 / 1024)
    return [
      {
        request: streamRequest(head, { receivedAt: at, mailbox: folder }),
        refused: `too large: the mail has ${mb(size)} MB and at most ${mb(maxMail)} are read; only its header was kept`,
      },
    ]
  })
}
