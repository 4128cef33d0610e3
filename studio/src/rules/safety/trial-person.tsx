import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { channelsQuery } from './queries.ts'
import { emptyTrial, type Trial } from './trial.ts'

interface Props {
  trial: Trial
  onChange: (change: Partial<Trial>) => void
}

const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** Who writes, over which channel, at which hour. */
export function TrialPerson({ trial, onChange }: Props) {
  const { t, i18n } = useTranslation('rules-safety')
  const locale = i18n.language as Locale
  const { id } = useOrganization()
  const { data: channels } = useQuery(channelsQuery(id))
  const options = useMemo(() => {
    const known = (channels ?? []).map(({ name, title }) => ({ value: name, label: title[locale] }))
    const here = known.some(({ value }) => value === trial.channel)
    return here ? known : [{ value: trial.channel, label: trial.channel }, ...known]
  }, [channels, trial.channel, locale])
  return (
    <div className="trial-person">
      <SelectField
        // The field shows the label it began with: once the channels are known it begins anew.
        key={options.length}
        label={t('trial.channel')}
        value={trial.channel}
        onChange={(channel) => onChange({ channel: channel || emptyTrial.channel })}
        options={options}
        size="sm"
      />
      <SelectField
        label={t('trial.hour')}
        value={trial.hour === null ? 'now' : String(trial.hour)}
        onChange={(hour) => onChange({ hour: hour === 'now' ? null : Number(hour) })}
        options={[
          { value: 'now', label: t('trial.now') },
          ...hours.map((hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` })),
        ]}
        size="sm"
      />
      <TextField label={t('trial.name')} value={trial.name} onChange={(name) => onChange({ name })} size="sm" />
      <TextField
        label={t('trial.tags')}
        hint={t('trial.tagsHint')}
        value={trial.tags}
        onChange={(tags) => onChange({ tags })}
        size="sm"
      />
      <SwitchField label={t('trial.open')} value={trial.open} onChange={(open) => onChange({ open })} />
      <SwitchField
        label={t('trial.firstContact')}
        value={trial.firstContact}
        onChange={(firstContact) => onChange({ firstContact })}
      />
    </div>
  )
}
