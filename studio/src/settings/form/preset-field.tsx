import type { Channel } from '@faladesk/core/contract'
import { Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { SelectField } from '../../ui/select-field.tsx'
import { presetIn, withPreset } from './fill-fields.ts'
import type { SchemaField } from './schema-fields.ts'
import type { Values } from './schema-groups.ts'

interface Props {
  presets: Channel['presets']
  fields: readonly SchemaField[]
  values: Values
  onChange: (values: Values) => void
}

/** Well-known providers to choose from: their servers are filled in, and one is told what to do there first. */
export function PresetField({ presets, fields, values, onChange }: Props) {
  const { t, i18n } = useTranslation('channels')
  const chosen = presetIn(fields, presets, values)
  const note = chosen?.note?.[i18n.language as Locale]
  return (
    <div className="preset-field">
      <SelectField
        label={t('preset.label')}
        hint={note ? undefined : t('preset.hint')}
        value={chosen?.title ?? ''}
        onChange={(title) => {
          const preset = presets.find((one) => one.title === title)
          if (preset) onChange(withPreset(fields, preset, values))
        }}
        options={[
          { value: '', label: t('preset.other') },
          ...presets.map(({ title }) => ({ value: title, label: title })),
        ]}
      />
      {note && (
        <p className="settings-note">
          <Info size={15} aria-hidden />
          {note}
        </p>
      )}
    </div>
  )
}
