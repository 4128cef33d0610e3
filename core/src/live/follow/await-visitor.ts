import type { Host } from '../../host.ts'
import type { Inbox } from '../../plugins/inbox-cache.ts'

/** Notes that an answer went out to a visitor who may have left, where the inbox lets unread answers follow by e-mail. */
export async function awaitVisitor(
  { db: { sql } }: Host,
  inbox: Inbox,
  { conversation_id, organization_id }: { conversation_id: string; organization_id: string },
): Promise<void> {
  const wish = inbox.channel.live?.continueBy?.(inbox.context())
  if (wish) await sql`select private.await_visitor(${conversation_id}, ${organization_id}, ${wish.minutes})`
}
