import type { Host } from '../host.ts'
import type { Tx } from '../store/database.ts'
import { open, openingKeys, type Place, seal } from './seal.ts'

interface Owned {
  id: string
  organization_id: string
}

const placeOf = ({ id, organization_id }: Owned): Place => ({
  organizationId: organization_id,
  table: 'inbox_secrets',
  rowId: id,
})

/** The secrets kept of an inbox. */
export const openInboxSecrets = (
  { config }: Host,
  { sealed, ...inbox }: Owned & { sealed: string | null },
): Record<string, unknown> =>
  sealed === null ? {} : (open(openingKeys(config), placeOf(inbox), sealed) as Record<string, unknown>)

/** Seals and keeps the secrets of an inbox in place of those before. */
export const sealInboxSecrets = async (tx: Tx, { config }: Host, inbox: Owned, secrets: object): Promise<void> => {
  if (Object.keys(secrets).length === 0) {
    await tx`delete from public.inbox_secrets where inbox_id = ${inbox.id}`
    return
  }
  await tx`
    insert into public.inbox_secrets (inbox_id, organization_id, sealed)
    values (${inbox.id}, ${inbox.organization_id}, ${seal(config.secretKey, placeOf(inbox), secrets)})
    on conflict (inbox_id) do update set sealed = excluded.sealed`
}
