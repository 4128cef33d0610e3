import type { Text } from '@faladesk/plugin-sdk'
import { json, type Sql } from '../store/database.ts'

/** Who says how an inbox is: each for itself, the worst is shown. */
export type HealthSource = 'send' | 'stream' | 'setup' | 'test' | 'media' | 'account'

/** What is wrong, in plain words and with what to do about it; `reason` is the provider's own, for whoever looks closer. */
export interface Unwell {
  status: 'degraded' | 'error'
  text: Text
  remedy?: Text
  reason?: string
  /** The setting to correct, as the form names it: `settings.imap.password`. */
  field?: string
}

/** What an inbox's health says as it is stored; rows of before have a `reason` alone. */
export interface StoredHealth extends Partial<Omit<Unwell, 'status'>> {
  status: 'ok' | Unwell['status']
  source?: HealthSource
  at?: string
}

/**
 * Notes how an inbox is by one source, `null` for well. Written only where it changes, and no source speaks for another: a
 * good send does not make a mailbox readable. Answers whether anything changed.
 */
export const noteHealth = async (
  { sql }: { sql: Sql },
  inboxId: string,
  source: HealthSource,
  unwell: Unwell | null,
): Promise<boolean> => {
  const [row] = await sql<{ changed: boolean }[]>`
    select private.note_health(${inboxId}, ${source}, ${unwell && json(sql, unwell)}) as changed`
  return row?.changed ?? false
}
