import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../../store/database.ts'

/** Whose key this is. */
export interface KeyOwner {
  id: string
  organization_id: string
  slug: string
  role: 'admin' | 'agent'
}

/** Makes a key of 256 random bits; it is shown once, `hash` and `prefix` are what is kept. */
export const newApiKey = () => {
  const key = `fdk_${randomBytes(32).toString('base64url')}`
  return { key, prefix: key.slice(0, 10), hash: fingerprint(key) }
}

/** True for what newApiKey could have made; anything else is not worth a question to the database. */
export const looksLikeApiKey = (token: string) => /^fdk_[A-Za-z0-9_-]{43}$/.test(token)

/** Finds the holder of a key, or null when it is unknown or revoked. */
export const ownerOfKey = async (db: Database, key: string): Promise<KeyOwner | null> => {
  const [owner] = await db.sql<KeyOwner[]>`
    select id, organization_id, slug, role from private.api_key_owner(${fingerprint(key)})`
  return owner ?? null
}

/** Makes the note that a key was used: at most once a minute, so that reads stay reads. */
export const useRecorder = (db: Database, now: () => number) => {
  const noted = new Map<string, number>()
  return async ({ id, organization_id }: KeyOwner): Promise<void> => {
    if (now() - (noted.get(id) ?? 0) < 60_000) return
    noted.set(id, now())
    await db.inOrganization(
      organization_id,
      (tx) => tx`update public.api_keys set last_used_at = now() where id = ${id}`,
    )
  }
}

/** What stands for a key where the key itself must not be kept: its SHA-256. */
export const fingerprint = (key: string) => createHash('sha256').update(key).digest('hex')
