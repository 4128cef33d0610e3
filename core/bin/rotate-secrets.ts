import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { readKeys } from '../src/config.ts'
import { openDerivation, sealedDerivation } from '../src/plugins/derivation.ts'
import { keyId, open, openingKeys, type Place, seal } from '../src/plugins/seal.ts'
import { withDatabase } from './admin.ts'
import { type Command, type Print, Usage } from './command.ts'
import { dataDirOf } from './installation.ts'

const batch = 200

interface Row {
  id: string
  organization_id: string
  sealed: string
}
interface Outcome {
  resealed: number
  already: number
  /** What none of the keys opens: entered again by its admins, or opened by a key that is missing here. */
  failed: { table: string; id: string }[]
}

/** `faladesk admin rotate-secrets`: seals everything with the present key; what is done already is skipped, so it can be repeated. */
export const rotateSecrets: Command = {
  name: 'admin rotate-secrets',
  usage: '[--derive-anew]',
  does: 'Seals all stored credentials with FALADESK_SECRET_KEY, opening them with FALADESK_SECRET_KEY_PREVIOUS; stops and goes on anywhere. --derive-anew also changes visitors’ tokens, reply addresses and the secrets of calls.',
  options: { 'derive-anew': { type: 'boolean' } },
  run: ({ json, 'derive-anew': anew }, print) =>
    withDatabase(async (sql) => {
      const keys = presentKeys(process.env)
      const outcome: Outcome = { resealed: 0, already: 0, failed: [] }
      const say: Print = json ? () => {} : print
      await derivation(sql, keys, Boolean(anew), outcome)
      await table(sql, keys, 'inbox_secrets', 'inbox_id', outcome, say)
      await table(sql, keys, 'ai_secrets', 'organization_id', outcome, say)
      if (json) print(JSON.stringify(outcome))
      else {
        print(`Sealed ${outcome.resealed} with the present key; ${outcome.already} already were.`)
        for (const { table, id } of outcome.failed)
          print(`✗ ${table} ${id}: none of the keys opens it; save its credentials again.`)
        if (outcome.failed.length === 0)
          print('FALADESK_SECRET_KEY_PREVIOUS may go once every replica runs with the present key.')
      }
      return outcome.failed.length === 0 ? 0 : 1
    }),
}

type Keys = ReturnType<typeof readKeys>

function presentKeys(env: NodeJS.ProcessEnv): Keys {
  const file = join(dataDirOf(env), 'secret.key')
  const wrong: string[] = []
  const kept = !env.DATABASE_URL && existsSync(file) ? Buffer.from(readFileSync(file, 'utf8'), 'base64') : undefined
  const keys = readKeys(env, kept, wrong)
  if (wrong.length > 0) throw new Usage(wrong.join('\n'))
  return keys
}

async function derivation(sql: Sql, keys: Keys, anew: boolean, outcome: Outcome): Promise<void> {
  const [row] = await sql<{ sealed: string }[]>`select sealed from private.derivation`
  if (!anew && row && isPresent(keys, row.sealed)) {
    outcome.already++
    return
  }
  let key = anew ? keys.secretKey : keys.derivationKey
  if (!anew && row)
    try {
      key = openDerivation(openingKeys(keys), row.sealed)
    } catch {
      outcome.failed.push({ table: 'derivation', id: '' })
      return
    }
  await sql`
    insert into private.derivation (sealed) values (${sealedDerivation(keys.secretKey, key)})
    on conflict (one) do update set sealed = excluded.sealed`
  outcome.resealed++
}

async function table(
  sql: Sql,
  keys: Keys,
  name: 'inbox_secrets' | 'ai_secrets',
  id: 'inbox_id' | 'organization_id',
  outcome: Outcome,
  say: Print,
): Promise<void> {
  const [count] = await sql<{ all: number; open: number }[]>`
    select count(*)::int as all, count(*) filter (where split_part(sealed, '.', 2) <> ${keyId(keys.secretKey)})::int as open
    from ${sql(`public.${name}`)}`
  const { all = 0, open: left = 0 } = count ?? {}
  outcome.already += all - left
  let after = '00000000-0000-0000-0000-000000000000'
  for (let done = 0; ; ) {
    const rows = await sql<Row[]>`
      select ${sql(id)} as id, organization_id, sealed from ${sql(`public.${name}`)}
      where ${sql(id)} > ${after} and split_part(sealed, '.', 2) <> ${keyId(keys.secretKey)} order by 1 limit ${batch}`
    if (rows.length === 0) return
    for (const row of rows) {
      const resealed = reseal(keys, { organizationId: row.organization_id, table: name, rowId: row.id }, row.sealed)
      // Saved by an admin meanwhile: then it is sealed with the present key already.
      if (resealed)
        await sql`update ${sql(`public.${name}`)} set sealed = ${resealed} where ${sql(id)} = ${row.id} and sealed = ${row.sealed}`
      if (resealed) outcome.resealed++
      else outcome.failed.push({ table: name, id: row.id })
    }
    done += rows.length
    after = (rows.at(-1) as Row).id
    say(`${name}: ${done} of ${left}`)
  }
}

const reseal = (keys: Keys, place: Place, sealed: string): string | null => {
  try {
    return seal(keys.secretKey, place, open(openingKeys(keys), place, sealed))
  } catch {
    return null
  }
}

const isPresent = (keys: Keys, sealed: string) => sealed.split('.')[1] === keyId(keys.secretKey)
