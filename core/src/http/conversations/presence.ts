import type { Identity } from '@faladesk/plugin-sdk'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { notFound } from '../refusal.ts'

/** Whom the customer's side of a conversation is, and their last message, which providers tie both signs to. */
export interface Listener {
  conversation: string
  inbox_id: string
  to: Identity[]
  last: string | null
}

const deadlineMs = 5000
/** Customers see "typing" for some seconds; more often says nothing more. */
const typingEveryMs = 3000
const mostRemembered = 10_000

/** Reads whom a sign would go to; throws 404 outside the organization of the transaction. */
export const listenerOf = async (tx: Tx, id: string): Promise<Listener> => {
  const [row] = await tx<Listener[]>`
    select c.id as conversation, c.inbox_id, m.external_id as last,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'value', n.value, 'verified', n.verified)
          order by n.id = m.identity_id desc nulls last, n.created_at), '[]')
        from public.identities n where n.organization_id = c.organization_id and n.contact_id = c.contact_id and private.block_of(n.id) is null) as to
    from public.conversations c
    left join lateral (
      select x.external_id, x.identity_id from public.messages x
      where x.conversation_id = c.id and x.direction = 'in' and not x.flags @> '{"stranger": true}'
      order by x.seq desc limit 1) m on true
    where c.id = ${id}`
  if (!row) throw notFound()
  return row
}

/** Shows customers that somebody types or has read; nobody waits for it, and nothing is lost where it fails. */
export const createPresence = (host: Host) => {
  const typed = new Map<string, number>()

  const tell = async (what: 'typing' | 'read', { inbox_id, to, last }: Listener): Promise<void> => {
    const inbox = await host.inboxes.byId(inbox_id)
    if (!inbox?.enabled || !inbox.channel.present || !inbox.channel.capabilities.presence?.includes(what)) return
    if (to.length > 0) await inbox.channel.present(what, to, last ?? undefined, inbox.context({ deadlineMs }))
  }
  const soon = (what: 'typing' | 'read', listener: Listener): void =>
    void tell(what, listener).catch((error: Error) =>
      host.log.debug({ inbox: listener.inbox_id, what, reason: error.name }, 'the customer was not shown a sign'),
    )
  return {
    /** Somebody reads: told once for each call. */
    read: (listener: Listener): void => soon('read', listener),
    /** Somebody types: told at most once in three seconds a conversation. */
    typing(listener: Listener, now = Date.now()): void {
      if (now - (typed.get(listener.conversation) ?? 0) < typingEveryMs) return
      typed.delete(listener.conversation)
      typed.set(listener.conversation, now)
      if (typed.size > mostRemembered) typed.delete(typed.keys().next().value as string)
      soon('typing', listener)
    },
  }
}
