import type { Host } from '../host.ts'

/** The health of inboxes as their sends show it; written only when it changes. */
export interface Health {
  good(organizationId: string, inboxId: string): Promise<void>
  bad(organizationId: string, inboxId: string, reason: string): Promise<void>
}

/** Remembers what this process last wrote of each inbox. */
export function createHealth({ db }: Host): Health {
  const written = new Map<string, string>()
  return {
    async good(organizationId, inboxId) {
      if (written.get(inboxId) === 'ok') return
      written.set(inboxId, 'ok')
      await db.inOrganization(
        organizationId,
        (tx) => tx`
        update inboxes set health = jsonb_build_object('status', 'ok', 'at', now())
        where id = ${inboxId} and health ->> 'status' <> 'ok' and health ->> 'source' is distinct from 'stream'`,
      )
    },
    async bad(organizationId, inboxId, reason) {
      if (written.get(inboxId) === reason) return
      written.set(inboxId, reason)
      await db.inOrganization(
        organizationId,
        (tx) => tx`
        update inboxes set health = jsonb_build_object('status', 'error', 'reason', ${reason}::text, 'at', now())
        where id = ${inboxId}`,
      )
    },
  }
}
