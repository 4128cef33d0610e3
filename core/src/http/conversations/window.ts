import type { Window } from '../../contract/index.ts'
import { windowAt } from '../../decide/reply/window.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'

/** The window of one conversation; null where its channel has none. */
export const windowOf = async (tx: Tx, { plugins }: Host, id: string): Promise<Window | null> => {
  const [row] = await tx<{ channel: string; from: string | null; now: string }[]>`
    select i.channel, private.window_from_of_core(c.id) as from, now() as now
    from public.conversations c join public.inboxes i on i.id = c.inbox_id where c.id = ${id}`
  if (!row) return null
  const hours = plugins.channels.get(row.channel)?.capabilities.window?.hours ?? null
  return windowAt(row.from, hours, new Date(row.now))
}
