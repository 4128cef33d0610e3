import type { MessageTemplate, ReplyPolicy } from '@faladesk/core/contract'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { templateField, type Way } from './policy-draft.ts'
import { PolicyTemplate } from './policy-template.tsx'

interface Props {
  way: Way
  /** Where it is tried; -1 when it is not. */
  place: number
  last: number
  policy: ReplyPolicy
  templates: readonly MessageTemplate[]
  /** Whether saving was asked for: then what is missing is said. */
  asked: boolean
  disabled: boolean
  onSwitch: (on: boolean) => void
  onMove: (by: -1 | 1) => void
  onChange: (policy: ReplyPolicy) => void
}

/** One way an answer may take: whether, in which place, and with which template. */
export function PolicyWay({ way, place, last, policy, templates, asked, disabled, onSwitch, onMove, onChange }: Props) {
  const { t } = useTranslation('channels')
  const isOn = place >= 0
  const name = t(`policy.way.${way}`)
  const field = templateField[way]
  return (
    <li className="policy-way" data-on={isOn || undefined}>
      <div className="policy-way-head">
        <span className="policy-place" aria-hidden="true">
          {isOn ? place + 1 : '–'}
        </span>
        <span className="policy-words">
          <span className="policy-name">{name}</span>
          <span className="field-hint">{t(`policy.about.${way}`)}</span>
        </span>
        {isOn && !disabled && last > 0 && (
          <span className="policy-moves">
            <IconButton
              icon={ArrowUp}
              label={t('policy.up', { name })}
              disabled={place === 0}
              onPress={() => onMove(-1)}
            />
            <IconButton
              icon={ArrowDown}
              label={t('policy.down', { name })}
              disabled={place === last}
              onPress={() => onMove(1)}
            />
          </span>
        )}
        <Toggle label={name} value={isOn} disabled={disabled} onChange={onSwitch} />
      </div>
      {isOn && field && (
        <PolicyTemplate
          way={way}
          value={policy[field]}
          templates={templates}
          asked={asked}
          disabled={disabled}
          onChange={(template) => onChange({ ...policy, [field]: template })}
        />
      )}
    </li>
  )
}
