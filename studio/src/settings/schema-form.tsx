import { useTranslation } from 'react-i18next'
import { SelectField } from '../ui/select-field.tsx'
import { SwitchField } from '../ui/switch-field.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import { ColourField } from './colour-field.tsx'
import type { Values } from './form-values.ts'
import type { SchemaField } from './schema-fields.ts'
import { SecretField } from './secret-field.tsx'

export interface SchemaFormProps {
  fields: readonly SchemaField[]
  values: Values
  onChange: (values: Values) => void
  /** What the server said of a field, by its name. */
  errors: Record<string, string>
  /** Names of the secrets that are kept. */
  saved: readonly string[]
  disabled?: boolean | undefined
}

/** The controls for a plugin's settings, made from its schema; where some are required, the others are folded away. */
export function SchemaForm({ fields, ...form }: SchemaFormProps) {
  const { t } = useTranslation('settings')
  // A group is shown whole wherever its first required field stands.
  const needed = new Set(fields.filter((field) => field.required).map((field) => field.group?.name ?? field.name))
  const isNeeded = (field: SchemaField) => needed.has(field.group?.name ?? field.name)
  const required = fields.filter(isNeeded)
  const others = fields.filter((field) => !isNeeded(field))
  if (required.length === 0 || others.length < 2) return <Controls fields={fields} {...form} />
  // A field in trouble is never hidden.
  const isOpen = others.some((field) => form.errors[field.name])
  return (
    <>
      <Controls fields={required} {...form} />
      <details className="schema-others" open={isOpen || undefined}>
        <summary>{t('others')}</summary>
        <div className="form">
          <Controls fields={others} {...form} />
        </div>
      </details>
    </>
  )
}

function Controls({ fields, ...form }: SchemaFormProps) {
  const blocks = Map.groupBy(fields, (field) => field.group?.name ?? '')
  return [...blocks].map(([name, inside]) => {
    const group = inside[0]?.group
    if (!group) return <FlatControls key="" fields={inside} {...form} />
    return (
      <fieldset key={name} className="schema-group">
        <legend>{group.label}</legend>
        {group.help && <p className="field-hint">{group.help}</p>}
        <div className="form">
          <FlatControls fields={inside} {...form} />
        </div>
      </fieldset>
    )
  })
}

function FlatControls({ fields, values, onChange, errors, saved, disabled }: SchemaFormProps) {
  return fields.map((field) => {
    const shared = {
      label: field.label,
      hint: field.help,
      error: errors[field.name],
      required: field.required,
      disabled,
    }
    const value = values[field.name] ?? ''
    const text = {
      ...shared,
      value: String(value),
      onChange: (next: string) => onChange({ ...values, [field.name]: next }),
    }
    switch (field.kind) {
      case 'switch':
        return (
          <SwitchField
            key={field.name}
            {...shared}
            value={value === true}
            onChange={(next) => onChange({ ...values, [field.name]: next })}
          />
        )
      case 'choice':
        return <SelectField key={field.name} {...text} options={field.choices ?? []} />
      case 'secret':
        return <SecretField key={field.name} {...text} isSaved={saved.includes(field.name)} />
      case 'colour':
        return <ColourField key={field.name} {...text} />
      case 'multiline':
      case 'list':
        return <TextArea key={field.name} {...text} rows={3} placeholder={field.placeholder} />
      default:
        return (
          <TextField
            key={field.name}
            {...text}
            placeholder={field.placeholder}
            autoComplete="off"
            inputMode={field.kind === 'number' ? 'numeric' : undefined}
          />
        )
    }
  })
}
