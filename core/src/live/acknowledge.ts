import type { Host } from '../host.ts'
import type { Visitor } from './hub.ts'

/** Takes the browser's word that everything up to a message was shown or read, as receipts of what we sent. */
export async function acknowledge(
  { db, changed }: Pick<Host, 'db' | 'changed'>,
  { inboxId, identity }: Visitor,
  status: 'delivered' | 'read',
  upTo: number,
): Promise<void> {
  await db.sql`select private.visitor_saw(${inboxId}, ${identity.kind}, ${identity.value}, ${upTo}, ${status})`
  changed()
}
