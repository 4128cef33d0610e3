import { type Difference, differences, type RuleDocument } from '@faladesk/rules'
import { ArrowUpDown, FileText, type LucideIcon, Minus, PencilLine, Plus, Power, PowerOff } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSay } from '../use-names.ts'
import './difference-list.css'

const looks: Record<Difference['kind'], { icon: LucideIcon; tone: string }> = {
  added: { icon: Plus, tone: 'success' },
  removed: { icon: Minus, tone: 'danger' },
  changed: { icon: PencilLine, tone: 'info' },
  'turned-on': { icon: Power, tone: 'success' },
  'turned-off': { icon: PowerOff, tone: 'warning' },
  moved: { icon: ArrowUpDown, tone: 'neutral' },
  document: { icon: FileText, tone: 'neutral' },
}

/** What would change between two documents, one line a difference, in sentences. */
export function DifferenceList({ before, after }: { before: RuleDocument | null; after: RuleDocument }) {
  const { t } = useTranslation('rules-safety')
  const say = useSay()
  const found = useMemo(() => differences(before, after, say), [before, after, say])
  if (found.length === 0) return <p className="safety-small">{t('diff.nothing')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <ul className="difference-list" tabIndex={0} aria-label={t('diff.name')}>
      {found.map((difference, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two differences may say the same of one rule.
        <DifferenceItem key={index} difference={difference} />
      ))}
    </ul>
  )
}

function DifferenceItem({ difference }: { difference: Difference }) {
  const { t } = useTranslation('rules-safety')
  const { kind, sentence } = difference
  const { icon: Icon, tone } = looks[kind]
  // A rule that came is told whole in its own line: once is enough.
  const [before, after] = [difference.before, difference.after].map((part) =>
    part !== undefined && sentence.endsWith(part) ? undefined : part,
  )
  return (
    <li className="difference" data-tone={tone}>
      <span className="difference-icon">
        <Icon size={14} aria-hidden />
      </span>
      <div className="difference-body">
        <span className="difference-title">{sentence}</span>
        {before !== undefined && (
          <p className="difference-sentence">
            {after !== undefined && <span className="difference-label">{t('diff.before')} </span>}
            <del>{before}</del>
          </p>
        )}
        {after !== undefined && (
          <p className="difference-sentence">
            {before !== undefined && <span className="difference-label">{t('diff.after')} </span>}
            <ins>{after}</ins>
          </p>
        )}
      </div>
    </li>
  )
}
