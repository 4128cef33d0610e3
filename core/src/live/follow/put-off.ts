import type { Host } from '../../host.ts'

const everyMs = 20_000

interface Awaited {
  conversation_id: string
  inbox_id: string
  kind: string
  value: string
}

/** Puts the waits off whose visitors have a page open here; answers how many. What a process that died held simply runs out. */
export async function putOffWaits({ db: { sql }, live }: Host, marginMs = everyMs): Promise<number> {
  if (live.size() === 0) return 0
  const awaited = await sql<Awaited[]>`select * from private.awaited_visitors()`
  const here = awaited.filter(({ inbox_id, kind, value }) => live.reaches(inbox_id, { kind, value }))
  const ids = [...new Set(here.map(({ conversation_id }) => conversation_id))]
  if (ids.length > 0) await sql`select private.put_off_waits(${ids}::uuid[], make_interval(secs => ${marginMs / 1000}))`
  return ids.length
}

/** Looks every twenty seconds who is here; answers how to stop. */
export function watchWaits(host: Host): () => void {
  const timer = setInterval(() => {
    putOffWaits(host).catch((error) => host.log.error({ err: error }, 'waits for visitors could not be put off'))
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
