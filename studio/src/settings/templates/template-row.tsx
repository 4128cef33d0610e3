import type { MessageTemplate } from '@faladesk/core/contract'
import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { languageName } from '../../lib/format.ts'
import { Pill } from '../../ui/pill.tsx'
import { TemplateBody } from './template-body.tsx'
import { categoryOf, stateOf, toneOf } from './template-words.ts'

/** One template: its fate at a glance, its text when opened, and what to do where it cannot be used. */
export function TemplateRow({ template }: { template: MessageTemplate }) {
  const { t, i18n } = useTranslation('channels')
  const state = stateOf(template)
  const advice = t(`templates.advice.${state}`, { defaultValue: '' })
  return (
    <li>
      <details className="template settings-drawer">
        <summary>
          <ChevronRight size={15} aria-hidden />
          <span className="template-name">{template.name}</span>
          <span className="template-about">
            {t(`category.${categoryOf(template)}`, { category: template.category })} ·{' '}
            {languageName(template.language, i18n.language)}
          </span>
          <Pill tone={toneOf(template)}>{t(`templates.state.${state}`, { status: template.status })}</Pill>
        </summary>
        <div className="template-inside">
          {advice && (
            <p className="settings-note" data-tone={state === 'rejected' ? 'danger' : 'warning'}>
              {advice}
            </p>
          )}
          <TemplateBody body={template.body} />
          <p className="template-variables">
            {template.variables.length === 0
              ? t('templates.noVariables')
              : t('templates.variables', { names: template.variables.map((name) => `{{${name}}}`).join(', ') })}
          </p>
        </div>
      </details>
    </li>
  )
}
