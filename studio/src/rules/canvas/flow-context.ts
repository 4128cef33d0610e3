import type { DoctorFinding, SentenceOptions } from '@faladesk/rules'
import { createContext, useContext } from 'react'
import type { Placed } from './flow-layout.ts'
import type { Mark } from './flow-path.ts'

/** What every card and line of the canvas may ask about. */
export interface FlowScene {
  readonly say: SentenceOptions & { locale: NonNullable<SentenceOptions['locale']> }
  /** How often each rule matched lately. */
  readonly counts: ReadonlyMap<string, number>
  readonly messages: number | null
  readonly mostMatched: number
  readonly findings: ReadonlyMap<string, readonly DoctorFinding[]>
  /** Ids of rules stopped at run time. */
  readonly stopped: ReadonlySet<string>
  /** What became of each card under the message on show; null when there is none. */
  readonly marks: ReadonlyMap<string, Mark> | null
  readonly litEdges: ReadonlySet<string> | null
  readonly selected: string | null
  /** Opens a rule, opens or closes a group, or tells what else a card is about. */
  readonly press: (card: Placed) => void
}

const FlowContext = createContext<FlowScene | null>(null)

export const FlowProvider = FlowContext.Provider

/** The canvas around a card. */
export function useScene(): FlowScene {
  const scene = useContext(FlowContext)
  if (!scene) throw new Error('useScene() needs a FlowProvider above it.')
  return scene
}
