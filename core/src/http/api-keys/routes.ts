import { Type } from 'typebox'
import { ApiKey, ApiKeyOnce, IdParams, NewApiKey, type Page, PageQuery, pageOf } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { audit, inOrganizationOf } from '../audit.ts'
import { newApiKey } from '../auth/api-key.ts'
import type { Caller } from '../auth/caller.ts'
import { keyForms, openCursor, pageOfRows } from '../cursor.ts'
import { likeOf } from '../like.ts'
import { notFound } from '../refusal.ts'
import { type Api, route } from '../route.ts'

const tag = 'API keys'

/** Keys for machines: made, listed and revoked by admins. */
export const apiKeyRoutes = (api: Api, { db }: Host) => {
  api.get(
    '/api-keys',
    route('admin', tag, 'List the keys that work', { querystring: PageQuery, response: { 200: pageOf(ApiKey) } }),
    ({ caller, query }) => inOrganizationOf(db, caller, (tx) => list(tx, query)),
  )
  api.post(
    '/api-keys',
    route('admin', tag, 'Make a key; it is shown this once', { body: NewApiKey, response: { 201: ApiKeyOnce } }),
    async ({ caller, body }, answer) => {
      const made = await inOrganizationOf(db, caller, (tx) => create(tx, caller, body))
      return answer.code(201).header('cache-control', 'no-store').send(made)
    },
  )
  api.delete(
    '/api-keys/:id',
    route('admin', tag, 'Revoke a key at once', { params: IdParams, response: { 204: Type.Null() } }),
    async ({ caller, params }, answer) => {
      await inOrganizationOf(db, caller, (tx) => revoke(tx, caller, params.id))
      return answer.code(204).send(null)
    },
  )
}

const columns = (tx: Tx) => tx`id, name, prefix, role, created_by, created_at, last_used_at`

const list = async (tx: Tx, query: PageQuery): Promise<Page<ApiKey>> => {
  const after = openCursor(query.cursor, [keyForms.instant, keyForms.uuid])
  const rows = await tx<ApiKey[]>`
    select ${columns(tx)} from public.api_keys
    where revoked_at is null and name ilike ${likeOf(query.search)}
      ${after ? tx`and (created_at, id) < (${after[0] as string}::timestamptz, ${after[1] as string}::uuid)` : tx``}
    order by created_at desc, id desc limit ${query.limit + 1}`
  return pageOfRows(rows, query.limit, (row) => [row.created_at, row.id])
}

const create = async (tx: Tx, caller: Caller, { name, role = 'agent' }: NewApiKey): Promise<ApiKeyOnce> => {
  const { key, prefix, hash } = newApiKey()
  const [row] = await tx<ApiKey[]>`
    insert into public.api_keys (organization_id, name, prefix, hash, role, created_by)
    values (${caller.organization.id}, ${name.trim()}, ${prefix}, ${hash}, ${role}, ${caller.userId}::uuid)
    returning ${columns(tx)}`
  if (!row) throw new Error('a key that was inserted came back empty')
  await audit(tx, caller, 'api_key.created', row.id, { name: row.name, role })
  return { ...row, key }
}

const revoke = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  const [row] = await tx<{ name: string }[]>`
    update public.api_keys set revoked_at = now() where id = ${id} and revoked_at is null returning name`
  if (!row) throw notFound()
  await audit(tx, caller, 'api_key.revoked', id, { name: row.name })
}
