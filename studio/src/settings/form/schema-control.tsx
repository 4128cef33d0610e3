import { SelectField } from '../../ui/select-field.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ColourField } from './colour-field.tsx'
import { InboxField } from './inbox-field.tsx'
import type { SchemaField } from './schema-fields.ts'
import { SecretField } from './secret-field.tsx'

interface Props {
  field: SchemaField
  value: string | boolean
  onChange: (value: string | boolean) => void
  error: string | undefined
  isSaved: boolean
  disabled?: boolean | undefined
}

/** The control for one field of a schema. */
export function SchemaControl(props: Props) {
  return (
    <div className="schema-control" data-field={props.field.name} data-wrong={props.error ? '' : undefined}>
      <Control {...props} />
    </div>
  )
}

function Control({ field, value, onChange, error, isSaved, disabled }: Props) {
  const shared = { label: field.label, hint: field.help, error, required: field.required, disabled }
  const text = { ...shared, value: String(value), onChange }
  switch (field.kind) {
    case 'switch':
      return <SwitchField {...shared} value={value === true} onChange={onChange} />
    case 'choice':
      return <SelectField {...text} options={[...(value === '' ? [nothing] : []), ...(field.choices ?? [])]} />
    case 'inbox':
      return <InboxField {...text} of={field.inboxOf ?? ''} choices={field.choices} />
    case 'secret':
      return <SecretField {...text} isSaved={isSaved} />
    case 'colour':
      return <ColourField {...text} />
    case 'multiline':
    case 'list':
      return <TextArea {...text} rows={3} placeholder={field.placeholder} />
    default:
      return (
        <TextField
          {...text}
          placeholder={field.placeholder}
          autoComplete="off"
          inputMode={field.kind === 'number' ? 'numeric' : undefined}
        />
      )
  }
}

const nothing = { value: '', label: '–' }
