import { Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { SwitchField } from '../ui/switch-field.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useDraft } from './draft.tsx'
import type { Trial } from './try-facts.ts'

interface Props {
  trial: Trial
  onChange: (trial: Trial) => void
  tried: 'draft' | 'published'
  onTried: (tried: 'draft' | 'published') => void
  busy: boolean
  onRun: () => void
}

const examples = ['hello', 'bill', 'human', 'order'] as const

/** What the customer would write, and a few facts about the moment. */
export function TrialForm({ trial, onChange, tried, onTried, busy, onRun }: Props) {
  const { t } = useTranslation('rules')
  const { detail } = useDraft()
  const set = (change: Partial<Trial>) => onChange({ ...trial, ...change })
  const run = () => trial.text.trim() && !busy && onRun()
  return (
    <div className="trial-form">
      <Form onSubmit={run} label={t('trial.form')}>
        <TextArea
          label={t('trial.message')}
          value={trial.text}
          onChange={(text) => set({ text })}
          placeholder={t('trial.placeholder')}
          rows={3}
        />
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
        <SwitchField label={t('trial.open')} value={trial.open} onChange={(open) => set({ open })} />
        <SwitchField
          label={t('trial.firstContact')}
          value={trial.firstContact}
          onChange={(firstContact) => set({ firstContact })}
        />
        <TextField
          label={t('trial.tags')}
          hint={t('trial.tagsHint')}
          value={trial.tags}
          onChange={(tags) => set({ tags })}
        />
        <TextField label={t('trial.name')} value={trial.name} onChange={(name) => set({ name })} />
        {detail.published_version !== null && (
          <SelectField
            label={t('trial.which')}
            value={tried}
            onChange={(value) => onTried(value === 'published' ? 'published' : 'draft')}
            options={[
              { value: 'draft', label: t('trial.draft') },
              { value: 'published', label: t('status.published', { version: detail.published_version }) },
            ]}
          />
        )}
        <Button action="primary" icon={Play} busy={busy} disabled={!trial.text.trim()} onPress={run}>
          {t('trial.run')}
        </Button>
      </Form>
    </div>
  )
}
