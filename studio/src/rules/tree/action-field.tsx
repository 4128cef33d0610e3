import { useTranslation } from 'react-i18next'
import { ourCatalogue } from '../../lib/catalogue.ts'
import type { Locale } from '../../lib/locale.ts'
import { Picker } from '../../ui/picker.tsx'
import { useSay } from '../use-names.ts'
import { Chips } from './chips.tsx'
import type { ParamSchema } from './fresh-value.ts'
import { InlineNumber, InlineText } from './inline-text.tsx'
import { useOwnNames } from './known-values.ts'
import { LooseValue } from './loose-value.tsx'
import { isMessageTemplate, MessageTemplateField } from './message-template-field.tsx'
import { TemplateField } from './template-field.tsx'
import { useTree } from './tree-context.tsx'

interface Props {
  action: string
  name: string
  /** Missing for a parameter the action does not know. */
  schema: ParamSchema | undefined
  isTemplate: boolean
  value: unknown
  onChange: (value: unknown, typing?: boolean) => void
}

const facts: Readonly<Record<string, string>> = { priority: 'conversation.priority', status: 'conversation.state' }

/** Edits one parameter of an action, by its schema and, where it names somebody, from the organization's own. */
export function ActionField({ action, name, schema, isTemplate, value, onChange }: Props) {
  const { t, i18n } = useTranslation('rules-tree')
  const locale = i18n.language as Locale
  const { canEdit } = useTree()
  const own = useOwnNames()
  const say = useSay()
  const disabled = !canEdit
  const label = t(`field.${name}`, { defaultValue: name })
  const text = typeof value === 'string' ? value : ''
  const type = schema?.type

  if (isTemplate && typeof value === 'string')
    return <TemplateField label={label} value={value} disabled={disabled} onChange={(next) => onChange(next, true)} />
  if (type === 'string' && (name === 'team' || name === 'agent' || name === 'inbox' || name === 'policy'))
    return (
      <Picker
        label={label}
        value={text}
        // A rule may name somebody by id: people read the name.
        shown={(text && say.names(name, text)) || undefined}
        options={own[name]}
        placeholder={t('value.choose')}
        newLabel={(typed) => t('value.use', { typed })}
        onChange={onChange}
        disabled={disabled}
      />
    )
  if (schema?.enum && typeof value === 'string') {
    const known = ourCatalogue().facts.get(facts[name === 'value' ? action : name] ?? '')?.values
    const labelOf = (one: string) =>
      known?.find((other) => other.value === one)?.label[locale] ?? t(`choice.${one}`, { defaultValue: one })
    return (
      <Picker
        label={label}
        value={text}
        options={schema.enum.map((one) => ({ value: String(one), label: labelOf(String(one)) }))}
        onChange={onChange}
        disabled={disabled}
      />
    )
  }
  if (type === 'array' && schema?.items?.type === 'string' && Array.isArray(value))
    return (
      <Chips
        label={label}
        values={value.map(String)}
        known={name === 'add' || name === 'remove' ? own.tag.map((tag) => tag.value) : []}
        placeholder={t(name === 'add' || name === 'remove' ? 'chips.tag' : 'value.add')}
        onChange={(next) => onChange(next)}
        disabled={disabled}
      />
    )
  if ((type === 'number' || type === 'integer') && typeof value === 'number')
    return <InlineNumber label={label} value={value} onChange={(next) => onChange(next, true)} disabled={disabled} />
  if (schema?.anyOf && (value === null || typeof value !== 'object'))
    return <LooseValue value={value} onChange={onChange} disabled={disabled} orNothing />
  if (type === 'boolean' && typeof value === 'boolean')
    return <LooseValue value={value} onChange={onChange} disabled={disabled} />
  if (type === 'string' && typeof value === 'string')
    return <InlineText label={label} value={value} wide onChange={(next) => onChange(next, true)} disabled={disabled} />
  if (name === 'template' && isMessageTemplate(value))
    return <MessageTemplateField label={label} value={value} disabled={disabled} onChange={onChange} />
  return (
    <span className="locked-value" title={t('locked.extra')}>
      <code>{JSON.stringify(value)}</code>
    </span>
  )
}
