import type { MessageTemplate, ReplyPolicy } from '@faladesk/core/contract'
import { useTranslation } from 'react-i18next'
import { languageName } from '../../lib/format.ts'
import { renderTemplate } from '../../lib/template-text.ts'
import { SelectField } from '../../ui/select-field.tsx'
import { TemplateBody } from '../templates/template-body.tsx'
import { chosen, templatesFor, type Way } from './policy-draft.ts'
import { PolicyVariable } from './policy-variable.tsx'

type Chosen = NonNullable<ReplyPolicy['template']>

interface Props {
  way: Way
  value: Chosen | undefined
  templates: readonly MessageTemplate[]
  /** Whether saving was asked for: then what is missing is said. */
  asked: boolean
  disabled: boolean
  onChange: (value: Chosen) => void
}

/** The template an answer becomes, what stands in its placeholders, and how it will read. */
export function PolicyTemplate({ way, value, templates, asked, disabled, onChange }: Props) {
  const { t, i18n } = useTranslation('channels')
  const usable = templatesFor(way, templates)
  const key = ({ ref, language }: { ref: string; language?: string | undefined }) => `${ref} ${language ?? ''}`
  const template = usable.find((one) => value && key(one) === key(value))
  // What is only known when it is sent.
  const examples: Record<string, string> = {
    'contact.name': t('policy.example.name'),
    'conversation.protocol': t('policy.example.protocol'),
    'reply.text': t('policy.example.reply'),
  }
  if (usable.length === 0 && !value)
    return (
      <p className={`policy-inside ${asked ? 'field-error' : 'field-hint'}`} role={asked ? 'alert' : undefined}>
        {t(`policy.noneFor.${way}`)}
      </p>
    )
  const options = usable.map((one) => ({
    value: key(one),
    label: `${one.name} (${languageName(one.language, i18n.language)})`,
  }))
  return (
    <div className="policy-inside">
      <SelectField
        label={t('policy.template')}
        error={value && !template ? t('policy.gone') : asked && !value ? t('policy.choose') : undefined}
        value={value ? key(value) : ''}
        disabled={disabled}
        options={[...(template ? [] : [{ value: value ? key(value) : '', label: value?.ref ?? '–' }]), ...options]}
        onChange={(picked) => {
          const found = usable.find((one) => key(one) === picked)
          if (found) onChange(chosen(found))
        }}
      />
      {value &&
        template?.variables.map((name) => (
          <PolicyVariable
            key={name}
            name={name}
            value={value.variables?.[name] ?? ''}
            asked={asked}
            disabled={disabled}
            onChange={(text) => onChange({ ...value, variables: { ...value.variables, [name]: text } })}
          />
        ))}
      {value && template && (
        <div className="policy-preview">
          <span className="field-label">{t('policy.preview')}</span>
          <TemplateBody body={template.body} fill={(hole) => renderTemplate(value.variables?.[hole] ?? '', examples)} />
        </div>
      )}
    </div>
  )
}
