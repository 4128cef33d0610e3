import type { Decision, DoctorFinding, RuleDocument, TestReport } from '@faladesk/rules'
import type { Other } from './presence.ts'
import { emptyTrial, type Trial } from './trial.ts'

/** The panels beside the editor. */
export const panels = ['doctor', 'simulator', 'tests', 'backtest', 'versions'] as const
export type PanelName = (typeof panels)[number]

/** What is known about the safety of the document on screen. A new object after each change. */
export interface Safety {
  /** What the Doctor found in `seen`; null before his first look. */
  findings: readonly DoctorFinding[] | null
  report: TestReport | null
  /** The document they speak of. */
  seen: RuleDocument | null
  /** Whether a newer document is being looked at. */
  looking: boolean
  /** Set when the Doctor himself broke. */
  failure: string | null
  trial: Trial
  decision: Decision | null
  panel: PanelName | null
  /** Who else has the workflow open. */
  others: readonly Other[]
  /** Who saved a newer draft while this one has unsaved changes. */
  newer: string | null
}

/** Holds what the Doctor, the tests and the simulator say, so that each place follows only its own part. */
export interface SafetyStore {
  subscribe: (changed: () => void) => () => void
  now: () => Safety
  set: (change: Partial<Safety>) => void
}

/** Makes an empty store. */
export function createSafetyStore(panel: PanelName | null = null): SafetyStore {
  let safety: Safety = {
    findings: null,
    report: null,
    seen: null,
    looking: true,
    failure: null,
    trial: emptyTrial,
    decision: null,
    panel,
    others: [],
    newer: null,
  }
  const listeners = new Set<() => void>()
  return {
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    now: () => safety,
    set: (change) => {
      safety = { ...safety, ...change }
      for (const listener of listeners) listener()
    },
  }
}
