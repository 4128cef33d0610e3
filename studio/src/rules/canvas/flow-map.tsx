import {
  Background,
  BackgroundVariant,
  MiniMap,
  Panel,
  ReactFlow,
  type ReactFlowInstance,
  useReactFlow,
  type Viewport,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMediaQuery } from '../../lib/media-query.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import './flow-map.css'
import { FlowCard } from './flow-card.tsx'
import type { FlowEdge } from './flow-edges.ts'
import { type CardNode, edgeOf, type LineEdge, nodeOf } from './flow-elements.ts'
import { COLUMN, type Placed, SIZE } from './flow-layout.ts'
import { FlowLine } from './flow-line.tsx'
import type { FlowPath } from './flow-path.ts'
import { useCardFocus } from './use-card-focus.ts'

interface Props {
  cards: readonly Placed[]
  edges: readonly FlowEdge[]
  path: FlowPath | null
  /** The rule that was chosen elsewhere: the map begins at it, and goes to the next one chosen. */
  selected: string | null
}

const nodeTypes = { card: FlowCard }
const edgeTypes = { line: FlowLine }
const whole = COLUMN.action + SIZE.action.width

/** The workflow as a map to move over: cards in columns, lines between them. */
export function FlowMap({ cards, edges, path, selected }: Props) {
  const { t } = useTranslation('rules-canvas')
  const still = useMediaQuery('(prefers-reduced-motion: reduce)')
  const { zoomIn, zoomOut, fitView } = useReactFlow()
  const { box, show, onKeyDown } = useCardFocus(cards, edges)
  const chosen = useMemo(() => cards.find(({ what }) => isRule(what, selected)), [cards, selected])
  const nodes = useMemo(() => cards.map(nodeOf), [cards])
  const lines = useMemo(() => edges.map(edgeOf), [edges])
  const duration = still ? 0 : 260

  useFollow(path, duration)
  const followed = useRef(selected)
  useEffect(() => {
    if (followed.current === selected) return
    followed.current = selected
    if (chosen) show(chosen)
  }, [selected, chosen, show])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it moves the focus among the buttons within.
    <div className="flow-map" ref={box} onKeyDown={onKeyDown}>
      <ReactFlow<CardNode, LineEdge>
        aria-label={t('a11y.map')}
        nodes={nodes}
        edges={lines}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onInit={(flow) => begin(flow, box.current, chosen)}
        minZoom={0.08}
        maxZoom={1.6}
        onlyRenderVisibleElements
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnDoubleClick={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        panOnScroll
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1.2} color="var(--border-strong)" />
        <Panel position="bottom-left" className="flow-zoom">
          <IconButton icon={ZoomIn} label={t('zoomIn')} onPress={() => void zoomIn({ duration })} />
          <IconButton icon={ZoomOut} label={t('zoomOut')} onPress={() => void zoomOut({ duration })} />
          <IconButton icon={Maximize} label={t('fit')} onPress={() => void fitView({ duration, padding: 0.06 })} />
        </Panel>
        <MiniMap
          className="flow-minimap"
          ariaLabel={t('a11y.minimap')}
          pannable
          zoomable
          nodeClassName={({ data }) => `flow-minimap-${(data as { card: Placed }).card.what.kind}`}
        />
      </ReactFlow>
    </div>
  )
}

const isRule = (what: Placed['what'], id: string | null) => what.kind === 'rule' && what.placed.rule.id === id

// A long list fitted whole is a grey line: the beginning is shown, or the chosen rule, as wide as it can be read.
function begin(flow: ReactFlowInstance<CardNode, LineEdge>, box: HTMLElement | null, chosen: Placed | undefined) {
  const width = box?.clientWidth ?? 1200
  const zoom = Math.min(1, Math.max(0.62, (width - 48) / whole))
  const fits = whole * zoom <= width
  const below = chosen ? chosen.y + chosen.height / 2 - (box?.clientHeight ?? 600) / (2 * zoom) : 0
  const view: Viewport = {
    x: fits ? (width - whole * zoom) / 2 : 16 - (width < 600 ? COLUMN.lane * zoom : 0),
    y: 28 - Math.max(0, below) * zoom,
    zoom,
  }
  void flow.setViewport(view)
}

// The path of a message is brought into view when it appears.
function useFollow(path: FlowPath | null, duration: number) {
  const { fitView } = useReactFlow()
  const shown = useRef<FlowPath | null>(null)
  useEffect(() => {
    if (path === shown.current) return
    shown.current = path
    if (!path) return
    const nodes = [...path.marks].filter(([, mark]) => mark === 'lit' || mark === 'matched').map(([id]) => ({ id }))
    void fitView({ nodes, duration, padding: 0.12, maxZoom: 1, minZoom: 0.45 })
  }, [path, fitView, duration])
}
