import { setTimeout as sleep } from 'node:timers/promises'
import type { Ready } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Sql } from '../../store/database.ts'

const patience = 500
const cached = 1000

/** Makes the check whether this process can serve: asked as often as one likes, the database is asked once a second. */
export const readiness = (host: Host): (() => Promise<Ready>) => {
  let last: { at: number; wrong: Promise<string[]> } | undefined
  return async () => {
    if (!last || Date.now() - last.at > cached) last = { at: Date.now(), wrong: databaseProblems(host) }
    const notes = pluginNotes(host)
    const wrong = [...stateProblems(host), ...(await last.wrong)]
    return { ok: wrong.length === 0, wrong, ...(notes.length > 0 && { notes }) }
  }
}

// Without the reason: it may name files, and everybody may ask.
const pluginNotes = ({ plugins }: Host): string[] =>
  plugins.problems.map(({ plugin }) => `The plugin ${plugin} was left out: npx faladesk doctor says why.`)

const stateProblems = ({ state }: Host) =>
  state === 'ready' ? [] : [state === 'stopping' ? 'This process is stopping.' : 'This process is still starting.']

const databaseProblems = async ({ db, log }: Host): Promise<string[]> => {
  try {
    const answer = await Promise.race([missingFunctions(db.sql), sleep(patience, 'late', { ref: false })])
    if (answer === 'late') return [`The database did not answer within ${patience} ms.`]
    return answer ? [`The database lacks ${answer}: apply the migrations of supabase/migrations.`] : []
  } catch (error) {
    log.warn({ code: (error as { code?: unknown }).code ?? (error as Error).name }, 'the database could not be asked')
    return ['The database cannot be reached.']
  }
}

/**
 * Names the functions core needs and the database does not have; null when it is migrated. Looked for by name: cheaper
 * than a list of migrations, and true however they were applied.
 */
export const missingFunctions = async (sql: Sql): Promise<string | null> => {
  const [row] = await sql<{ missing: string | null }[]>`
    select string_agg(name, ', ') as missing from unnest(${needed}::text[]) as name where to_regproc(name) is null`
  return row?.missing ?? null
}

const needed = [
  'private.ingest',
  'private.tick',
  'private.api_key_owner',
  'private.demo_is_seeded',
  'public.message_page',
]
