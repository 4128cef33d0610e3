import type { Host } from '../host.ts'
import type { Visitor } from './hub.ts'

/** Takes the browser's word that everything up to a message was shown or read, as receipts of what we sent. */
export async function acknowledge(
  host: Host,
  { inboxId, organizationId, identity }: Visitor,
  status: 'delivered' | 'read',
  upTo: number,
): Promise<void> {
  await host.db.inOrganization(
    organizationId,
    (tx) => tx`
    select private.receipts_up_to(c.inbox_id, c.id, ${upTo}, ${status})
    from identities n join conversations c on c.organization_id = n.organization_id and c.contact_id = n.contact_id
    where n.kind = ${identity.kind} and n.value = ${identity.value} and c.inbox_id = ${inboxId} and c.status <> 'resolved'`,
  )
  host.changed()
}
