import { json, type Sql } from '../store/database.ts'
import type { Registry } from './registry.ts'

/** Keeps in the database for how many hours each channel takes free text, for those who read conversations there. */
export async function tellWindows(sql: Sql, { channels }: Pick<Registry, 'channels'>): Promise<void> {
  const hours = Object.fromEntries(
    [...channels.values()].map(({ name, capabilities }) => [name, capabilities.window?.hours ?? null]),
  )
  await sql`select private.keep_channel_windows(${json(sql, hours)})`.catch((error) => {
    // Not migrated yet: readiness says so.
    if (error.code !== '42883' && error.code !== '3F000') throw error
  })
}
