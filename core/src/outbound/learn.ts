import type { Identity } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { json } from '../store/database.ts'
import type { OutboxRow } from '../store/rows.ts'

/** Adds to a contact the identities its provider answered with; one that somebody else has stays theirs. */
export const learn = (host: Host, row: OutboxRow, identities: readonly Identity[]) =>
  host.db.inOrganization(
    row.organization_id,
    (tx) => tx`
    insert into identities (organization_id, contact_id, kind, value, verified)
    select c.organization_id, c.contact_id, i ->> 'kind', i ->> 'value', coalesce((i ->> 'verified')::boolean, false)
    from conversations c, jsonb_array_elements(${json(tx, identities)}) i
    where c.id = ${row.conversation_id}
    on conflict (organization_id, kind, value) do nothing`,
  )
