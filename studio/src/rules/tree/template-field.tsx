import { Braces } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Picker } from '../../ui/picker.tsx'
import { useFactOptions } from './fact-options.ts'
import { previewOf } from './preview.ts'
import './template-field.css'

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
  disabled: boolean
}

/** A text somebody will read: facts are put in from a list, and a preview shows it filled in. */
export function TemplateField({ label, value, onChange, disabled }: Props) {
  const { t, i18n } = useTranslation('rules-tree')
  const { timezone } = useOrganization()
  const facts = useFactOptions()
  const area = useRef<HTMLTextAreaElement>(null)
  const locale = i18n.language as Locale
  const preview = useMemo(() => previewOf(value, locale, timezone), [value, locale, timezone])

  const insert = (name: string) => {
    const field = area.current
    const start = field?.selectionStart ?? value.length
    const slot = `{{${name}}}`
    onChange(value.slice(0, start) + slot + value.slice(field?.selectionEnd ?? start))
    // The field shows the new text only after it was drawn again.
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(start + slot.length, start + slot.length)
    })
  }
  return (
    <div className="template-field">
      <textarea
        ref={area}
        aria-label={label}
        value={value}
        rows={2}
        disabled={disabled}
        placeholder={t('template.placeholder')}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key.startsWith('Arrow') && event.stopPropagation()}
      />
      {!disabled && (
        <div className="template-field-tools">
          <Picker
            label={t('template.insert')}
            look="add"
            value={null}
            options={facts}
            shown={
              <>
                <Braces size={13} aria-hidden /> {t('template.insert')}
              </>
            }
            onChange={insert}
          />
        </div>
      )}
      {preview !== null && (
        <p className="template-field-preview">
          <span className="template-field-word">{t('template.preview')}</span> {preview.text}
          {preview.unknown.length > 0 && (
            <span className="template-field-unknown">
              {t('template.unknown', { names: preview.unknown.join(', ') })}
            </span>
          )}
        </p>
      )}
    </div>
  )
}
