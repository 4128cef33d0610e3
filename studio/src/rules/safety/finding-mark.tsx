import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Popover } from '../../ui/popover.tsx'
import { FindingCard, severityIcons } from './finding-card.tsx'
import { bySeverity, countOf, findingKey, findingsFor, severities, worst } from './findings.ts'
import { useFindings } from './safety.tsx'

interface Props {
  ruleId?: string | null | undefined
  /** Marks only what the Doctor says of this place and what is inside it. */
  pointer?: string | undefined
  /** -1 where a grid moves the focus itself. */
  tabIndex?: number | undefined
}

/** A small mark where the Doctor has something to say, with the gravest severity; pressing it tells and helps. Nothing where all is well. */
export function FindingMark({ ruleId, pointer, tabIndex }: Props) {
  const { t } = useTranslation('rules-safety')
  const all = useFindings()
  const mine = useMemo(() => bySeverity(findingsFor(all, { ruleId, pointer })), [all, ruleId, pointer])
  const gravest = worst(mine)
  if (gravest === null) return null
  const Icon = severityIcons[gravest]
  const counts = countOf(mine)
  const said = severities
    .filter((one) => counts[one] > 0)
    .map((one) => t(`doctor.count.${one}`, { count: counts[one] }))
  const name = t('doctor.mark', { what: said.join(', ') })
  return (
    <Popover
      label={name}
      trigger={(props) => (
        <button
          {...props}
          type="button"
          className="finding-mark"
          data-severity={gravest}
          aria-label={name}
          tabIndex={tabIndex}
        >
          <Icon size={15} aria-hidden />
          {mine.length > 1 && <span aria-hidden="true">{mine.length}</span>}
        </button>
      )}
    >
      {(close) => (
        <div className="finding-stack">
          {mine.map((finding) => (
            <FindingCard key={findingKey(finding)} finding={finding} onDone={close} />
          ))}
        </div>
      )}
    </Popover>
  )
}
