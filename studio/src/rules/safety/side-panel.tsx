import { type ComponentType, useEffect, useRef } from 'react'
import { BacktestPanel } from './backtest-panel.tsx'
import { DoctorPanel } from './doctor-panel.tsx'
import { useSafety } from './safety.tsx'
import type { PanelName } from './safety-store.ts'
import { SimulatorPanel } from './simulator-panel.tsx'
import { TestsPanel } from './tests-panel.tsx'
import { VersionsPanel } from './versions-panel.tsx'

const contents: Record<PanelName, ComponentType> = {
  doctor: DoctorPanel,
  simulator: SimulatorPanel,
  tests: TestsPanel,
  backtest: BacktestPanel,
  versions: VersionsPanel,
}

/** The open panel beside the editor; opening one moves the focus into it. */
export function SafetyPanel() {
  const panel = useSafety((safety) => safety.panel)
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another panel is another place to be in.
  useEffect(() => {
    // Not from under the fingers of somebody who works inside it already.
    if (!box.current?.contains(document.activeElement)) box.current?.querySelector<HTMLElement>('h2')?.focus()
  }, [panel])
  if (!panel) return null
  const Content = contents[panel]
  return (
    <div ref={box} className="safety-side">
      <Content />
    </div>
  )
}
