import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { InlineText } from './inline-text.tsx'
import { TemplateField } from './template-field.tsx'

interface MessageTemplate {
  ref: string
  language?: string
  variables?: Record<string, string>
}

interface Props {
  label: string
  value: MessageTemplate
  disabled: boolean
  onChange: (value: MessageTemplate, typing?: boolean) => void
}

/** The approved template a reply becomes once the channel's window is closed: its name, and what fills its variables. */
export function MessageTemplateField({ label, value, disabled, onChange }: Props) {
  const { t } = useTranslation('rules-tree')
  const variables = value.variables ?? {}
  const put = (name: string, text: string, typing: boolean) =>
    onChange({ ...value, variables: { ...variables, [name]: text } }, typing)
  const next = String(Math.max(0, ...Object.keys(variables).map((name) => Number(name) || 0)) + 1)
  return (
    <>
      <InlineText
        label={label}
        value={value.ref}
        wide
        onChange={(ref) => onChange({ ...value, ref }, true)}
        disabled={disabled}
      />
      {Object.entries(variables).map(([name, text]) => (
        <TemplateField
          key={name}
          label={t('template.variable', { name })}
          value={text}
          disabled={disabled}
          onChange={(typed) => put(name, typed, true)}
        />
      ))}
      {!disabled && (
        <button type="button" className="line-add" onClick={() => put(next, '{{contact.name}}', false)}>
          <Plus size={13} aria-hidden /> {t('template.variable', { name: next })}
        </button>
      )}
    </>
  )
}

/** Whether a parameter holds such a template. */
export const isMessageTemplate = (value: unknown): value is MessageTemplate =>
  typeof value === 'object' && value !== null && typeof (value as MessageTemplate).ref === 'string'
