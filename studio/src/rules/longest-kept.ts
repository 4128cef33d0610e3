/** Of numbers in a new order, the most that still stand in rising order: those nobody had to move. */
export function kept(order: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []
  const previous: number[] = []
  for (const [at, value] of order.entries()) {
    const length = ends.findIndex((end) => (order[end] ?? 0) >= value)
    const place = length === -1 ? ends.length : length
    previous[at] = place > 0 ? (ends[place - 1] ?? -1) : -1
    ends[place] = at
  }
  const stayed = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at !== -1; at = previous[at] ?? -1) stayed.add(order[at] as number)
  return stayed
}
