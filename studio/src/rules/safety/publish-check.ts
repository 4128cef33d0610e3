import type { DoctorFinding, TestReport } from '@faladesk/rules'

/** How a draft is put in force. */
export interface Way {
  mode: 'now' | 'shadow' | 'canary'
  percent: number
  inboxes: readonly string[]
}

/** What stands between a draft and its publication. */
export interface PublishCheck {
  errors: readonly DoctorFinding[]
  failed: TestReport['results']
  /** Whether a reason must be written before it can be published. */
  needsReason: boolean
  /** Whether everything needed is there. */
  ready: boolean
}

/** Looks at a draft before it is published: the Doctor's errors are shown, failing tests need a reason. */
export function publishCheck(asked: {
  findings: readonly DoctorFinding[]
  report: TestReport | null
  reason: string
  way: Way
}): PublishCheck {
  const errors = asked.findings.filter(({ severity }) => severity === 'error')
  const failed = asked.report?.results.filter(({ pass }) => !pass) ?? []
  const needsReason = failed.length > 0
  const reasoned = !needsReason || asked.reason.trim() !== ''
  const { mode, percent } = asked.way
  const sized = mode !== 'canary' || (Number.isInteger(percent) && percent >= 1 && percent <= 100)
  return { errors, failed, needsReason, ready: asked.report !== null && reasoned && sized }
}

/** The body of `POST …/publish`. */
export function publishBody(asked: { revision: number; note: string; reason: string; way: Way; failing: boolean }) {
  const { mode, percent, inboxes } = asked.way
  const candidate =
    mode === 'now'
      ? {}
      : { as: { mode, ...(mode === 'canary' && { percent }), ...(inboxes.length > 0 && { inboxes }) } }
  return {
    revision: asked.revision,
    ...(asked.note.trim() && { note: asked.note.trim() }),
    ...(asked.failing && asked.reason.trim() && { override: asked.reason.trim() }),
    ...candidate,
  }
}
