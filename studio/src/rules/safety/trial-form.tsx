import { EVENTS, type Locale } from '@faladesk/rules'
import { ChevronRight, MessagesSquare, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { OtherFacts } from './other-facts.tsx'
import { PickMessage } from './pick-message.tsx'
import { emptyTrial, isMessage, isTimed, type Trial, trialOf } from './trial.ts'
import { TrialPerson } from './trial-person.tsx'

interface Props {
  trial: Trial
  onChange: (trial: Trial) => void
}

const examples = ['hello', 'bill', 'human', 'order'] as const

/** What the customer would write, when, and who they are; or a real message with the facts it had. */
export function TrialForm({ trial, onChange }: Props) {
  const { t, i18n } = useTranslation('rules-safety')
  const [picking, setPicking] = useState(false)
  const set = (change: Partial<Trial>) => onChange({ ...trial, ...change })
  return (
    <div className="trial-form">
      {isMessage(trial) && (
        <>
          <TextArea
            label={t('trial.message')}
            value={trial.text}
            onChange={(text) => set({ text })}
            placeholder={t('trial.placeholder')}
            rows={2}
          />
          {trial.text === '' && !trial.base && (
            <div className="trial-examples">
              {examples.map((name) => (
                <button
                  key={name}
                  type="button"
                  className="trial-example"
                  onClick={() => set({ text: t(`trial.example.${name}`) })}
                >
                  {t(`trial.example.${name}`)}
                </button>
              ))}
            </div>
          )}
        </>
      )}
      <div className="trial-event">
        <SelectField
          label={t('trial.event')}
          value={trial.event}
          onChange={(event) => set({ event: event as Trial['event'] })}
          options={EVENTS.map(({ name, label }) => ({ value: name, label: label[i18n.language as Locale] }))}
          size="sm"
        />
        {isTimed(trial) && (
          <TextField
            label={t('trial.minutes')}
            inputMode="numeric"
            size="sm"
            value={String(trial.minutes)}
            onChange={(typed) => set({ minutes: Math.min(43_200, Number(typed.replaceAll(/\D/g, '')) || 0) })}
          />
        )}
      </div>
      {trial.base ? (
        <p className="trial-base">
          <MessagesSquare size={14} aria-hidden />
          <span>{t('trial.base', { label: trial.base.label })}</span>
          <IconButton
            icon={X}
            label={t('trial.baseAway')}
            onPress={() => onChange({ ...emptyTrial, text: trial.text, event: trial.event, minutes: trial.minutes })}
          />
        </p>
      ) : (
        <details className="trial-more">
          <summary>
            <ChevronRight size={14} aria-hidden />
            {t('trial.who')}
          </summary>
          <TrialPerson trial={trial} onChange={set} />
        </details>
      )}
      <OtherFacts trial={trial} onChange={(others) => set({ others })} />
      <Button size="sm" icon={MessagesSquare} onPress={() => setPicking(true)}>
        {t('trial.pick')}
      </Button>
      {picking && (
        <PickMessage
          onClose={() => setPicking(false)}
          onPick={(base) => {
            setPicking(false)
            onChange(trialOf(base, trial))
          }}
        />
      )}
    </div>
  )
}
