import type { RuleDocument } from '@faladesk/rules'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useFindings } from '../safety/safety.tsx'
import { useSay } from '../use-names.ts'
import { isFiltering, noFilter, type RuleFilter, searchRules } from './search-rules.ts'

/** A filter over the rules of a document and what it keeps. */
export interface RuleFiltering {
  readonly filter: RuleFilter
  readonly setFilter: (change: Partial<RuleFilter>) => void
  readonly clear: () => void
  /** The rules kept, in order; null when nothing is left out. */
  readonly kept: ReadonlySet<string> | null
  readonly ids: readonly string[]
}

/** Filters the rules of a document as a person types; a long list is searched when the typing pauses. */
export function useRuleFilter(document: RuleDocument): RuleFiltering {
  const say = useSay()
  const findings = useFindings()
  const [filter, setWhole] = useState(noFilter)
  const setFilter = useCallback((change: Partial<RuleFilter>) => setWhole((before) => ({ ...before, ...change })), [])
  const clear = useCallback(() => setWhole(noFilter), [])
  const asked = useDeferredValue(filter)
  const found = useMemo(() => new Set(findings.flatMap(({ ruleId }) => ruleId ?? [])), [findings])
  return useMemo(() => {
    const filtering = isFiltering(asked)
    const ids = filtering ? searchRules(document, asked, { say, found }) : document.rules.map(({ id }) => id)
    return { filter, setFilter, clear, kept: filtering ? new Set(ids) : null, ids }
  }, [document, asked, filter, say, found, setFilter, clear])
}
