import type { DoctorFinding } from '@faladesk/rules'

export type Severity = DoctorFinding['severity']

/** From the gravest to the mildest. */
export const severities: readonly Severity[] = ['error', 'warning', 'hint']

/** The gravest severity among findings; null when there are none. */
export const worst = (findings: readonly DoctorFinding[]): Severity | null =>
  severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? null

/** Findings from the gravest to the mildest, each severity in the order it was given. */
export const bySeverity = (findings: readonly DoctorFinding[]): readonly DoctorFinding[] =>
  severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity))

/** Whether a pointer is a place or lies inside it. */
export const inside = (pointer: string, place: string): boolean =>
  pointer === place || pointer.startsWith(place === '' ? '/' : `${place}/`)

/**
 * The findings to mark at one place of the document. With a pointer: those exactly there or below it; with a rule
 * alone: everything said of that rule, and of a pair of rules that it is the other half of.
 */
export function findingsFor(
  findings: readonly DoctorFinding[],
  { ruleId, pointer }: { ruleId?: string | null | undefined; pointer?: string | undefined },
): readonly DoctorFinding[] {
  if (pointer !== undefined) return findings.filter((finding) => inside(finding.pointer, pointer))
  return findings.filter((finding) => finding.ruleId === ruleId)
}

/** A stable name for a finding, for lists and for what a person closed. */
export const findingKey = ({ kind, ruleId, pointer, otherIds }: DoctorFinding): string =>
  [kind, ruleId ?? '', pointer, ...otherIds].join(' ')

/** How many findings there are of each severity. */
export const countOf = (findings: readonly DoctorFinding[]): Record<Severity, number> => ({
  error: findings.filter((finding) => finding.severity === 'error').length,
  warning: findings.filter((finding) => finding.severity === 'warning').length,
  hint: findings.filter((finding) => finding.severity === 'hint').length,
})
