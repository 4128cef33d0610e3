import type { DoctorFinding } from '@faladesk/rules'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ReactFlowProvider } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { announce } from '../../ui/notify.tsx'
import { useDraft } from '../draft.tsx'
import { useFindings } from '../safety/safety.tsx'
import { useDocument } from '../use-document.tsx'
import { useSay } from '../use-names.ts'
import './canvas.css'
import { CanvasBar } from './canvas-bar.tsx'
import { FlowProvider, type FlowScene } from './flow-context.ts'
import type { Placed } from './flow-layout.ts'
import { FlowMap } from './flow-map.tsx'
import { FlowOutline } from './flow-outline.tsx'
import { through } from './flow-through.ts'
import { setTrace, useTrace } from './trace-store.ts'
import { countsOf, TRAFFIC_DAYS, trafficQuery } from './traffic.ts'
import { useFlow } from './use-flow.ts'
import { usePathText } from './use-path-text.ts'

/** The whole workflow as a map: what happens, the lanes, the rules, what they do, and how busy each way is. */
export function CanvasView({ onOpenRule }: { onOpenRule?: ((id: string) => void) | undefined }) {
  const { t } = useTranslation('rules-canvas')
  const { id: organizationId } = useOrganization()
  const { detail } = useDraft()
  const { document, selected, select } = useDocument()
  const open = useOpenRule(onOpenRule)
  const say = useSay()
  const trace = useTrace()
  const pathText = usePathText(document)
  const { data: traffic } = useQuery(trafficQuery(organizationId, detail.id))
  const { blocks, cards, edges, path, toggle } = useFlow(document)
  const [asText, setAsText] = useState(false)
  const [picked, setPicked] = useState<string | null>(null)
  const shown = useMemo(
    () => path ?? (picked === null ? null : through(picked, cards, edges)),
    [path, picked, cards, edges],
  )
  const findings = useByRule(useFindings())
  const counts = useMemo(() => countsOf(traffic), [traffic])
  const stopped = useMemo(() => new Set(stoppedOf(detail)), [detail])

  const press = useCallback(
    ({ id, what }: Placed) => {
      if (what.kind === 'rule') {
        select(what.placed.rule.id)
        open(what.placed.rule.id)
      } else if (what.kind === 'group') {
        toggle(id)
        announce(t(what.open ? 'a11y.closed' : 'a11y.opened', { count: what.rules.length }))
      } else {
        setPicked((before) => (before === id ? null : id))
      }
    },
    [select, open, toggle, t],
  )
  const scene = useMemo(
    (): FlowScene => ({
      say,
      counts,
      findings,
      stopped,
      selected,
      press,
      messages: traffic?.messages ?? null,
      mostMatched: Math.max(0, ...counts.values()),
      marks: shown?.marks ?? null,
      litEdges: shown?.edges ?? null,
    }),
    [say, counts, findings, stopped, selected, press, traffic, shown],
  )

  const words = useMemo(() => (trace ? pathText(trace) : null), [trace, pathText])
  useEffect(() => {
    if (words !== null) announce(words)
  }, [words])

  return (
    <FlowProvider value={scene}>
      <div className="canvas-view" data-full-height>
        <CanvasBar
          messages={scene.messages}
          days={TRAFFIC_DAYS}
          path={words}
          onClearPath={() => setTrace(null)}
          asText={asText}
          onAsText={setAsText}
        />
        {asText ? (
          <FlowOutline blocks={blocks} onOpenRule={open} />
        ) : (
          <ReactFlowProvider>
            <FlowMap cards={cards} edges={edges} path={path} selected={selected} />
          </ReactFlowProvider>
        )}
      </div>
    </FlowProvider>
  )
}

// Rules open in the list, where they are edited, unless the page has a place of its own for them.
function useOpenRule(given: ((id: string) => void) | undefined) {
  const navigate = useNavigate()
  const { detail } = useDraft()
  const { select } = useDocument()
  return useCallback(
    (id: string) => {
      select(id)
      if (given) given(id)
      else void navigate({ to: '/regras/$workflowId', params: { workflowId: detail.id }, search: true })
    },
    [given, navigate, select, detail.id],
  )
}

const useByRule = (findings: readonly DoctorFinding[]): ReadonlyMap<string, readonly DoctorFinding[]> =>
  useMemo(() => Map.groupBy(findings, ({ ruleId }) => ruleId ?? ''), [findings])

const stoppedOf = (detail: object): readonly string[] =>
  'stopped' in detail && Array.isArray(detail.stopped) ? (detail.stopped as string[]) : []
