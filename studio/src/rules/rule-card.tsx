import type { Rule } from '@faladesk/rules'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/icon-button.tsx'
import { Toggle } from '../ui/toggle.tsx'
import { ActionCard } from './action-card.tsx'
import { ConditionView } from './condition-view.tsx'
import './rule-card.css'

interface Props {
  rule: Rule
  /** Its place in its lane, the first being 1. */
  place: number
  isFirst: boolean
  isLast: boolean
  /** Absent where the rules are only read. */
  onMove?: ((id: string, by: -1 | 1) => void) | undefined
  onSwitch?: ((id: string, enabled: boolean) => void) | undefined
}

/** One rule: its place, name and switch, when it holds, and what it does then. Alt+↑ and Alt+↓ move it. */
export const RuleCard = memo(function RuleCard({ rule, place, isFirst, isLast, onMove, onSwitch }: Props) {
  const { t } = useTranslation('rules')
  const enabled = rule.enabled !== false
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!event.altKey || by === 0 || !onMove) return
    event.preventDefault()
    onMove(rule.id, by)
  }
  return (
    <li>
      <article
        className="rule-card"
        data-rule={rule.id}
        data-off={!enabled || undefined}
        aria-labelledby={`rule-${rule.id}`}
        aria-keyshortcuts={onMove ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
        tabIndex={onMove ? 0 : undefined}
        onKeyDown={press}
      >
        <header className="rule-card-head">
          <span className="rule-card-place" aria-hidden="true">
            {place}
          </span>
          <h3 id={`rule-${rule.id}`} className="rule-card-name">
            <span className="visually-hidden">{t('ruleNumber', { place })}</span> {rule.name}
          </h3>
          {!enabled && <span className="rule-card-off">{t('off')}</span>}
          {onMove && (
            <span className="rule-card-moves">
              <IconButton
                icon={ArrowUp}
                label={t('moveUp')}
                shortcut="Alt+↑"
                disabled={isFirst}
                onPress={() => onMove(rule.id, -1)}
              />
              <IconButton
                icon={ArrowDown}
                label={t('moveDown')}
                shortcut="Alt+↓"
                disabled={isLast}
                onPress={() => onMove(rule.id, 1)}
              />
            </span>
          )}
          {onSwitch && (
            <Toggle label={t('switch', { name: rule.name })} value={enabled} onChange={(on) => onSwitch(rule.id, on)} />
          )}
        </header>
        {rule.description && <p className="rule-card-about">{rule.description}</p>}
        <div className="rule-card-body">
          <ConditionView condition={rule.conditions} />
          <ActionCard event={rule.event} />
        </div>
      </article>
    </li>
  )
})
