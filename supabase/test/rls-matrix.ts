import type { ISql } from 'postgres'
import { expectations, type Verb, verbs } from './rls-expectations.ts'
import { fillTables, freshCopy, insertRow, publicTables, someRow, type Table } from './rls-rows.ts'
import { type As, makeShop, type Shop, wearing } from './world.ts'

/** Somebody who tries, and the organization where some of it is theirs to do. */
export type Actor = { name: string; as: As; organization?: string; kind?: 'agent' | 'admin' | 'core' }

/** Everybody who may knock: strangers, half-strangers, people of one organization, and core. */
export function actorsAround(ours: Shop, theirs: Shop, nobody: string): Actor[] {
  const person = (user: string): As => ({ role: 'authenticated', user })
  return [
    { name: 'anon', as: { role: 'anon' } },
    { name: 'nobody', as: person(nobody) },
    { name: 'suspended agent', as: person(ours.suspended) },
    { name: 'agent', as: person(ours.agent), organization: ours.id, kind: 'agent' },
    { name: 'admin', as: person(ours.admin), organization: ours.id, kind: 'admin' },
    { name: "the other tenant's admin", as: person(theirs.admin), organization: theirs.id, kind: 'admin' },
    { name: 'core for nobody', as: { role: 'faladesk_core' } },
    { name: 'core', as: { role: 'faladesk_core', organization: ours.id }, organization: ours.id, kind: 'core' },
  ]
}

/** What happened where something else was expected, one sentence each, and how much was tried. */
export type Verdict = { tried: number; wrong: string[] }

/**
 * Tries every verb on every table as every actor, on rows of both organizations, and compares with the expectations.
 * `begin` opens a superuser's transaction; everything is rolled back. `only` limits it to some tables.
 */
export async function runMatrix(
  begin: (work: (tx: ISql) => Promise<void>) => Promise<unknown>,
  only?: string[],
): Promise<Verdict> {
  const verdict: Verdict = { tried: 0, wrong: [] }
  const undone = new Error('undone')
  await begin(async (tx) => {
    const [ours, theirs] = [await makeShop(tx, 'matrix-a'), await makeShop(tx, 'matrix-b')]
    const tables = await publicTables(tx)
    // Foreign keys and triggers are off: what refuses here is permission and nothing else.
    await tx`set local session_replication_role = replica`
    for (const shop of [ours, theirs]) await fillTables(tx, tables, shop.id)
    const actors = actorsAround(ours, theirs, '00000000-0000-4000-8000-00000000dead')
    for (const table of tables.filter(({ name }) => only?.includes(name) ?? true)) {
      if (!expectations[table.name]) verdict.wrong.push(`${table.name} has no expectation`)
      for (const [id, other] of [
        [ours.id, theirs.id],
        [theirs.id, ours.id],
      ] as const) {
        const row = await someRow(tx, table, id)
        if (!row) throw new Error(`${table.name} has no row to try on`)
        for (const actor of actors)
          for (const verb of verbs) await judge(tx, verdict, table, actor, verb, { id, other, row })
      }
    }
    throw undone
  }).catch((error) => {
    if (error !== undone) throw error
  })
  return verdict
}

/** The organization whose rows are tried on, another one, and one of its rows. */
type Target = { id: string; other: string; row: Record<string, unknown> }

async function judge(tx: ISql, verdict: Verdict, table: Table, actor: Actor, verb: Verb, target: Target) {
  const own = actor.organization === target.id
  const may = own && actor.kind !== undefined && (expectations[table.name]?.[actor.kind].includes(verb) ?? false)
  const done = await attempt(tx, actor.as, () => act(tx, table, verb, target))
  verdict.tried += 1
  const what = `${verb} ${own ? 'own' : 'foreign'} ${table.name}`
  if (typeof done === 'string') verdict.wrong.push(`${actor.name} ${what}: ${done}`)
  else if (done !== may) verdict.wrong.push(`${actor.name} ${done ? 'could' : 'could not'} ${what}`)
}

/** True where the verb touched the target's rows. */
async function act(tx: ISql, table: Table, verb: Verb, { id, other, row }: Target): Promise<boolean> {
  const name = tx(`public.${table.name}`)
  const tenant = tx(table.tenant)
  if (verb === 'select') return (await tx`select ${tenant} from ${name} where ${tenant} = ${id}`).length > 0
  if (verb === 'insert') return (await insertRow(tx, table, freshCopy(table, row))).count > 0
  if (verb === 'delete') return (await tx`delete from ${name} where ${tenant} = ${id}`).count > 0
  if (verb === 'move') return move(tx, table, id, other)
  const [column] = await tx<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${`public.${table.name}`}::regclass and attnum > 0 and not attisdropped and attidentity = ''
      and has_column_privilege(current_user, attrelid, attnum, 'update')
    order by attname = ${table.tenant}, attnum limit 1`
  if (!column) return false
  return (await tx`update ${name} set ${tx(column.name)} = ${tx(column.name)} where ${tenant} = ${id}`).count > 0
}

// Without a condition too: with one, PostgreSQL also holds the moved row against the policies for reading.
async function move(tx: ISql, table: Table, target: string, other: string): Promise<boolean> {
  const name = tx(`public.${table.name}`)
  const tenant = tx(table.tenant)
  const chosen = await attempt(
    tx,
    undefined,
    async () => (await tx`update ${name} set ${tenant} = ${other} where ${tenant} = ${target}`).count > 0,
  )
  if (chosen !== false) return true
  await tx`update ${name} set ${tenant} = ${other}`
  await tx`reset role`
  return (await tx`select from ${name} where ${tenant} = ${target}`).length === 0
}

/** Runs `work` as somebody and undoes it. False where permission was refused, a sentence where something else went wrong. */
async function attempt(tx: ISql, as: As | undefined, work: () => Promise<boolean>): Promise<boolean | string> {
  // One round trip each: there are thousands of attempts.
  await tx.unsafe(`savepoint attempt; ${as ? wearing(as) : ''}`)
  try {
    return await work()
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    // A key that exists already is found only after permission was given.
    if (code === '42501' || code === '23505') return code === '23505'
    return `${code} ${message}`
  } finally {
    await tx.unsafe('rollback to savepoint attempt; release savepoint attempt')
  }
}
