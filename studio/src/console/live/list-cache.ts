import type { Row } from '../model.ts'
import type { View } from '../search.ts'

/** One fetched stretch of the list; `next` is the row the following stretch begins after, null at the end. */
export interface Stretch {
  rows: Row[]
  next: Row | null
}

/** A list as the query cache holds it. */
export interface Pages {
  pages: Stretch[]
  pageParams: unknown[]
}

/** Wraps the rows of one answer: a full page has more behind it. */
export const stretch = (rows: Row[], limit: number): Stretch => ({
  rows,
  next: rows.length < limit ? null : (rows.at(-1) ?? null),
})

const before = (a: Row, b: Row) =>
  a.last_message_at < b.last_message_at || (a.last_message_at === b.last_message_at && a.id < b.id)

/** Lays a freshly read first page over a list: what it covers it decides, what is older stays as it was. */
export function mergeTop(list: Pages, fresh: Stretch): Pages {
  const last = fresh.next
  if (!last) return { pages: [fresh], pageParams: [null] }
  const ids = new Set(fresh.rows.map((row) => row.id))
  const older = list.pages.flatMap((page) => page.rows).filter((row) => !ids.has(row.id) && before(row, last))
  if (older.length === 0) return { pages: [fresh], pageParams: [null] }
  const rest: Stretch = { rows: older, next: list.pages.at(-1)?.next ?? null }
  return { pages: [fresh, rest], pageParams: [null, last] }
}

/** Whether a conversation belongs in a view. */
export function fits(row: Pick<Row, 'status' | 'assignee_id'>, view: View, userId: string): boolean {
  if (view === 'resolved') return row.status === 'resolved'
  if (row.status === 'resolved') return false
  if (view === 'mine') return row.assignee_id === userId
  return view === 'all' || row.assignee_id === null
}

/** Changes one row wherever it is listed, and takes it out of a view it no longer fits. */
export function patchRow(list: Pages, id: string, change: Partial<Row>, stays: (row: Row) => boolean): Pages {
  let touched = false
  const pages = list.pages.map((page) => {
    if (!page.rows.some((row) => row.id === id)) return page
    touched = true
    const rows = page.rows.map((row) => (row.id === id ? { ...row, ...change } : row))
    return { ...page, rows: rows.filter((row) => row.id !== id || stays(row)) }
  })
  return touched ? { ...list, pages } : list
}
