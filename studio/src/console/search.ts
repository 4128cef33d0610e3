export const views = ['mine', 'unassigned', 'all', 'resolved'] as const
export type View = (typeof views)[number]

/** What the console's address holds: the view (absent means mine), the search, the panel beside the thread, the message asked about. */
export interface ConsoleSearch {
  view?: View | undefined
  q?: string | undefined
  panel?: 'contact' | 'why' | undefined
  message?: string | undefined
}

/** Reads an address's search; what it does not know is left out. */
export function readSearch(search: Record<string, unknown>): ConsoleSearch {
  const found: ConsoleSearch = {}
  const view = views.find((known) => known === search.view)
  if (view) found.view = view
  if (typeof search.q === 'string' && search.q.trim()) found.q = search.q
  if (search.panel === 'contact' || search.panel === 'why') found.panel = search.panel
  if (typeof search.message === 'string') found.message = search.message
  return found
}
