import { useTranslation } from 'react-i18next'
import { SchemaControl } from './schema-control.tsx'
import type { SchemaField } from './schema-fields.ts'
import type { Values } from './schema-groups.ts'

/** What the controls of a form share. */
export interface FormState {
  values: Values
  /** What is wrong with a field or a group, by its name. */
  errors: Record<string, string>
  /** Names of the secrets that are kept. */
  saved: readonly string[]
  disabled?: boolean | undefined
  type: (name: string, value: string | boolean) => void
}

interface Props extends FormState {
  fields: readonly SchemaField[]
}

/** Controls one below the other. */
export function Controls({ fields, values, errors, saved, disabled, type }: Props) {
  return (
    <div className="schema-controls">
      {fields.map((field) => (
        <SchemaControl
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          onChange={(value) => type(field.name, value)}
          error={errors[field.name]}
          isSaved={saved.includes(field.name)}
          disabled={disabled}
        />
      ))}
    </div>
  )
}

/** Controls that may be left alone, behind a line that opens; where one is in trouble they are not hidden. */
export function OtherControls(props: Props) {
  const { t } = useTranslation('settings')
  const isTrouble = props.fields.some(({ name }) => props.errors[name])
  if (props.fields.length === 0) return null
  return (
    <details className="schema-others" open={isTrouble || undefined}>
      <summary>{t('others')}</summary>
      <Controls {...props} />
    </details>
  )
}

/** The controls of a group: what is needed or usual, then the rest behind a line. A drawer hides nothing more. */
export function GroupControls(props: Props) {
  const isRare = (field: SchemaField) => !field.required && field.preset === undefined && field.kind !== 'secret'
  const rare = props.fields[0]?.group?.mode === 'fold' ? [] : props.fields.filter(isRare)
  return (
    <>
      <Controls {...props} fields={props.fields.filter((field) => !rare.includes(field))} />
      <OtherControls {...props} fields={rare} />
    </>
  )
}
