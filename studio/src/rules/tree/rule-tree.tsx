import { LANES } from '@faladesk/rules'
import { useMemo } from 'react'
import { useDraft } from '../draft.tsx'
import { listRows } from '../find/list-rows.ts'
import { RuleSearch } from '../find/rule-search.tsx'
import { useFolders } from '../find/use-folders.ts'
import { useRuleFilter } from '../find/use-rule-filter.ts'
import { useDocument } from '../use-document.tsx'
import { LaneRules } from './lane-rules.tsx'
import './rule-tree.css'
import { SharedConditions } from './shared-conditions.tsx'
import { TreeProvider } from './tree-context.tsx'

/** The rules lane by lane as sentences that open into forms, and the conditions they share. */
export function RuleTree() {
  const { document, selected, select } = useDocument()
  const { detail } = useDraft()
  const filtering = useRuleFilter(document)
  const { closed, setOpen } = useFolders(detail.id)
  const { kept } = filtering
  const rows = useMemo(() => listRows(document, closed, kept), [document, closed, kept])
  return (
    <TreeProvider>
      {document.rules.length > 0 && (
        <div className="tree-search" data-own-undo>
          <RuleSearch document={document} filtering={filtering} selected={selected} onGo={select} />
        </div>
      )}
      {LANES.map((lane) => (
        <LaneRules
          key={lane}
          lane={lane}
          rows={rows.filter((row) => laneOf(row) === lane && row.kind !== 'lane')}
          total={document.rules.filter((rule) => rule.lane === lane).length}
          selected={selected}
          onFolder={(run, open) => setOpen(run.key, open)}
        />
      ))}
      {kept === null && <SharedConditions />}
    </TreeProvider>
  )
}

const laneOf = (row: ReturnType<typeof listRows>[number]) =>
  row.kind === 'lane' ? row.lane : row.kind === 'rule' ? row.placed.rule.lane : row.run.rules[0]?.rule.lane
