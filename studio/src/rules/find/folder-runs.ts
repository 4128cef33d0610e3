import type { Lane, Rule, RuleDocument } from '@faladesk/rules'

/** A rule with its place: `index` in the document, `place` in its lane, the first being 1. */
export interface PlacedRule {
  readonly rule: Rule
  readonly index: number
  readonly place: number
}

/** Rules that follow one another and are filed in the same folder; `folder` is null for those filed nowhere. */
export interface FolderRun {
  /** Stays the same while rules are edited inside: the lane, the folder and which of its runs it is. */
  readonly key: string
  readonly folder: string | null
  /** Whether an earlier run of the same folder exists: order decides, so a folder may come in several pieces. */
  readonly continued: boolean
  readonly rules: readonly PlacedRule[]
}

/** The rules of one lane in the order they are decided. */
export function rulesOfLane(document: RuleDocument, lane: Lane): readonly PlacedRule[] {
  const placed: PlacedRule[] = []
  document.rules.forEach((rule, index) => {
    if (rule.lane === lane) placed.push({ rule, index, place: placed.length + 1 })
  })
  return placed
}

/** Cuts rules into runs of the same folder, without changing their order. */
export function folderRuns(rules: readonly PlacedRule[], prefix = ''): readonly FolderRun[] {
  const runs: { key: string; folder: string | null; continued: boolean; rules: PlacedRule[] }[] = []
  const seen = new Map<string | null, number>()
  for (const placed of rules) {
    const folder = placed.rule.folder ?? null
    const last = runs.at(-1)
    if (last?.folder === folder) {
      last.rules.push(placed)
      continue
    }
    const nth = seen.get(folder) ?? 0
    seen.set(folder, nth + 1)
    runs.push({ key: `${prefix}${folder ?? ''}:${nth}`, folder, continued: nth > 0, rules: [placed] })
  }
  return runs
}

/** Every folder of a document, in the order of first appearance. */
export const foldersOf = (document: RuleDocument): readonly string[] => [
  ...new Set(document.rules.flatMap((rule) => (rule.folder === undefined ? [] : [rule.folder]))),
]
