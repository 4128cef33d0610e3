import type { PostgresError, Sql, TransactionSql } from 'postgres'
import type { Claims } from './realtime-token.ts'

/** Who asks, for which private topic. */
export type Asker = { topic: string; claims: Claims; headers: Record<string, string> }

/** What row security on realtime.messages allows for each of the two things a channel carries. */
export type Policies = { broadcast: boolean; presence: boolean }

class Undo extends Error {}

/**
 * Asks the database's policies as Supabase Realtime does: may this person read messages of this topic? Two rows are
 * inserted as the table's owner, looked for as the person, and rolled back.
 */
export async function mayRead(sql: Sql, asker: Asker): Promise<Policies> {
  return rolledBack(sql, async (transaction) => {
    const rows = await transaction<{ id: string; extension: keyof Policies }[]>`
      insert into realtime.messages (topic, extension) values (${asker.topic}, 'broadcast'), (${asker.topic}, 'presence')
      returning id, extension`
    await speakAs(transaction, asker)
    const seen = await transaction`
      select extension from realtime.messages where topic = ${asker.topic} and id in ${transaction(rows.map(({ id }) => id))}`
    const sees = (extension: keyof Policies) => seen.some((row) => row.extension === extension)
    return { broadcast: sees('broadcast'), presence: sees('presence') }
  })
}

/** May this person send to this topic? Tried by inserting as the person and rolling back. */
export async function mayWrite(sql: Sql, asker: Asker): Promise<Policies> {
  return rolledBack(sql, async (transaction) => {
    await speakAs(transaction, asker)
    const tries = (extension: keyof Policies) =>
      transaction
        .savepoint(
          (inner) => inner`insert into realtime.messages (topic, extension) values (${asker.topic}, ${extension})`,
        )
        .then(() => true, isRefusal)
    return { broadcast: await tries('broadcast'), presence: await tries('presence') }
  })
}

function isRefusal(error: unknown): false {
  if ((error as PostgresError).code === '42501') return false // insufficient_privilege: no policy lets it in
  throw error
}

const speakAs = (transaction: TransactionSql, { topic, claims, headers }: Asker) => transaction`
  select set_config('role', ${claims.role}, true), set_config('realtime.topic', ${topic}, true),
    set_config('request.jwt.claims', ${JSON.stringify(claims)}, true), set_config('request.headers', ${JSON.stringify(headers)}, true)`

async function rolledBack<T>(sql: Sql, work: (transaction: TransactionSql) => Promise<T>): Promise<T> {
  let answer: T | undefined
  try {
    await sql.begin(async (transaction) => {
      answer = await work(transaction)
      throw new Undo()
    })
  } catch (error) {
    if (!(error instanceof Undo)) throw error
  }
  return answer as T
}
