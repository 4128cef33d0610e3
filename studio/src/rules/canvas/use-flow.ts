import type { RuleDocument } from '@faladesk/rules'
import { useMemo, useState } from 'react'
import { drawEdges } from './flow-edges.ts'
import { layOut } from './flow-layout.ts'
import { flowModel, groupOf } from './flow-model.ts'
import { pathOf } from './flow-path.ts'
import { useTrace } from './trace-store.ts'

const nothing: ReadonlySet<string> = new Set()

/** The canvas of a document: its cards, lines, groups that open and close, and the path of the message on show. */
export function useFlow(document: RuleDocument) {
  const trace = useTrace()
  const [toggled, setToggled] = useState<ReadonlySet<string>>(nothing)
  const opened = useMemo(() => withPathOpen(document, toggled, trace), [document, toggled, trace])
  const blocks = useMemo(() => flowModel(document, opened), [document, opened])
  const cards = useMemo(() => layOut(blocks), [blocks])
  const edges = useMemo(() => drawEdges(blocks, cards), [blocks, cards])
  const path = useMemo(() => (trace ? pathOf(blocks, edges, trace) : null), [blocks, edges, trace])
  const toggle = (id: string) =>
    setToggled((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    )
  return { blocks, cards, edges, path, toggle }
}

// A message's path must be seen to its end: the groups that hold a rule it took are open while it is shown.
function withPathOpen(
  document: RuleDocument,
  toggled: ReadonlySet<string>,
  trace: ReturnType<typeof useTrace>,
): ReadonlySet<string> {
  if (!trace) return toggled
  const blocks = flowModel(document, toggled)
  const opened = new Set(toggled)
  for (const { ruleId } of [...(trace.reply ? [trace.reply] : []), ...trace.background]) {
    const group = groupOf(blocks, ruleId)
    if (!group || group.open) continue
    if (toggled.has(group.id)) opened.delete(group.id)
    else opened.add(group.id)
  }
  return opened
}
