import type { RuleDocument } from '@faladesk/rules'
import { ArrowUpDown, FileText, type LucideIcon, Minus, PencilLine, Plus, Power, PowerOff } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import './difference-list.css'
import { type Difference, differences } from './document-diff.ts'
import { useSay } from './use-names.ts'

const looks: Record<Difference['kind'], { icon: LucideIcon; tone: string }> = {
  added: { icon: Plus, tone: 'success' },
  removed: { icon: Minus, tone: 'danger' },
  changed: { icon: PencilLine, tone: 'info' },
  renamed: { icon: PencilLine, tone: 'info' },
  'turned-on': { icon: Power, tone: 'success' },
  'turned-off': { icon: PowerOff, tone: 'warning' },
  moved: { icon: ArrowUpDown, tone: 'neutral' },
  'condition-added': { icon: Plus, tone: 'success' },
  'condition-removed': { icon: Minus, tone: 'danger' },
  'condition-changed': { icon: PencilLine, tone: 'info' },
  document: { icon: FileText, tone: 'neutral' },
  tests: { icon: FileText, tone: 'neutral' },
}

/** What would change between two documents, one line a difference, in sentences. */
export function DifferenceList({ before, after }: { before: RuleDocument | null; after: RuleDocument }) {
  const { t } = useTranslation('rules')
  const say = useSay()
  const found = useMemo(() => differences(before, after, say), [before, after, say])
  if (found.length === 0) return <p className="rules-text">{t('diff.nothing')}</p>
  return (
    <ul className="difference-list">
      {found.map((difference) => (
        <DifferenceItem key={`${difference.kind} ${difference.id}`} difference={difference} />
      ))}
    </ul>
  )
}

function DifferenceItem({ difference }: { difference: Difference }) {
  const { t } = useTranslation('rules')
  const { icon: Icon, tone } = looks[difference.kind]
  return (
    <li className="difference" data-tone={tone}>
      <span className="difference-icon">
        <Icon size={14} aria-hidden />
      </span>
      <div className="difference-body">
        <span className="difference-title">{t(`diff.${difference.kind}`, { ...difference })}</span>
        {'sentence' in difference && <p className="difference-sentence">{difference.sentence}</p>}
        {difference.kind === 'changed' && (
          <>
            <p className="difference-sentence">
              <span className="difference-label">{t('diff.before')}</span> <del>{difference.before}</del>
            </p>
            <p className="difference-sentence">
              <span className="difference-label">{t('diff.after')}</span> <ins>{difference.after}</ins>
            </p>
          </>
        )}
      </div>
    </li>
  )
}
