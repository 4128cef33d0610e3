import { json, type Tx } from '../store/database.ts'
import type { AuditAction } from './audit-actions.ts'
import type { Caller } from './auth/caller.ts'

/** Runs SQL of one organization on the caller's behalf: everything the caller may see or change is in reach, nothing else. */
export const inOrganizationOf = <T>(
  db: { inOrganization<R>(id: string, work: (tx: Tx) => Promise<R>, claims?: Caller['claims']): Promise<R> },
  caller: Caller,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => db.inOrganization(caller.organization.id, work, caller.claims)

/** Records what somebody changed, in the transaction of the change; `detail` holds no secret and no customer's data. */
export const audit = (tx: Tx, caller: Caller, action: AuditAction, target: string | null, detail: object = {}) =>
  tx`
    insert into public.audit_log (organization_id, actor_id, actor_kind, action, target, detail)
    values (${caller.organization.id}, ${caller.id}, ${caller.kind}, ${action}, ${target}, ${json(tx, detail)})`
