/** The groups of nodes that reach each other and are more than one (Tarjan's strongly connected components). */
export function circles<T>(nodes: readonly T[], leadsTo: (from: T, to: T) => boolean): readonly (readonly T[])[] {
  const found: T[][] = []
  const order = new Map<T, number>()
  const low = new Map<T, number>()
  const stack: T[] = []
  const waiting = new Set<T>()

  const visit = (node: T): number => {
    const own = order.size
    order.set(node, own)
    let least = own
    stack.push(node)
    waiting.add(node)
    for (const next of nodes) {
      if (next === node || !leadsTo(node, next)) continue
      if (!order.has(next)) least = Math.min(least, visit(next))
      else if (waiting.has(next)) least = Math.min(least, order.get(next) ?? own)
    }
    low.set(node, least)
    if (least === own) {
      const group = stack.splice(stack.indexOf(node))
      for (const one of group) waiting.delete(one)
      if (group.length > 1) found.push(group)
    }
    return least
  }

  for (const node of nodes) if (!order.has(node)) visit(node)
  return found
}
