import { LANES, type Lane, type RuleDocument } from '@faladesk/rules'
import { type FolderRun, folderRuns, type PlacedRule, rulesOfLane } from './folder-runs.ts'

/** One line of a list of rules. A folder that is open is followed by its rules; a closed one hides them. */
export type ListRow =
  | { readonly kind: 'lane'; readonly key: string; readonly lane: Lane; readonly count: number; readonly shown: number }
  | {
      readonly kind: 'folder'
      readonly key: string
      readonly run: FolderRun
      readonly open: boolean
      readonly shown: number
    }
  | { readonly kind: 'rule'; readonly key: string; readonly placed: PlacedRule; readonly inFolder: boolean }

/**
 * The lines of a list: lane by lane, folder by folder, in the order rules are decided. Only rules in `kept` are listed
 * when it is given; their folders are then open, whatever `closed` says.
 */
export function listRows(
  document: RuleDocument,
  closed: ReadonlySet<string>,
  kept: ReadonlySet<string> | null = null,
): readonly ListRow[] {
  return LANES.flatMap((lane): ListRow[] => {
    const all = rulesOfLane(document, lane)
    const runs = folderRuns(all, `${lane}:`)
    const rows = runs.flatMap((run) => rowsOfRun(run, closed, kept))
    const shown = kept ? all.filter(({ rule }) => kept.has(rule.id)).length : all.length
    if (kept && shown === 0) return []
    return [{ kind: 'lane', key: `lane:${lane}`, lane, count: all.length, shown }, ...rows]
  })
}

function rowsOfRun(run: FolderRun, closed: ReadonlySet<string>, kept: ReadonlySet<string> | null): readonly ListRow[] {
  const shown = kept ? run.rules.filter(({ rule }) => kept.has(rule.id)) : run.rules
  const inFolder = run.folder !== null
  const rules = shown.map((placed): ListRow => ({ kind: 'rule', key: `rule:${placed.rule.id}`, placed, inFolder }))
  if (!inFolder) return rules
  if (kept && shown.length === 0) return []
  const open = kept !== null || !closed.has(run.key)
  const head: ListRow = { kind: 'folder', key: `folder:${run.key}`, run, open, shown: shown.length }
  return open ? [head, ...rules] : [head]
}
