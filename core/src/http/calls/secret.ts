import type { CallSecret } from '../../contract/index.ts'
import { callSecret } from '../../outbound/call-signature.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'

interface Version {
  version: number
  previous_until: string | null
}

/** The secret the organization's calls are signed with now. */
export const readSecret = async (tx: Tx, caller: Caller, secretKey: Uint8Array): Promise<CallSecret> => {
  const [row] = await tx<Version[]>`select version, previous_until from public.call_secrets`
  return shown(caller, secretKey, row ?? { version: 1, previous_until: null })
}

/** Changes the secret; for a day calls carry a signature by the one before as well. */
export const changeSecret = async (tx: Tx, caller: Caller, secretKey: Uint8Array): Promise<CallSecret> => {
  const [row] = await tx<Version[]>`
    insert into public.call_secrets as s (organization_id, version, previous_until)
    values (${caller.organization.id}, 2, now() + interval '24 hours')
    on conflict (organization_id) do update set version = s.version + 1, previous_until = excluded.previous_until
    returning version, previous_until`
  if (!row) throw new Error('a secret that was changed came back empty')
  await audit(tx, caller, 'call_secret.changed', null, { version: row.version })
  return shown(caller, secretKey, row)
}

const shown = ({ organization }: Caller, secretKey: Uint8Array, { version, previous_until }: Version): CallSecret => ({
  secret: callSecret(secretKey, organization.id, version),
  version,
  previous_until,
})
