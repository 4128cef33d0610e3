import type { Inbox } from '@faladesk/core/contract'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../../ui/copy-field.tsx'
import { Section } from '../../ui/section.tsx'
import { originOf, widgetSnippet } from './widget-snippet.ts'

/** How to put the chat on a site. */
export function WidgetSection({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('settings')
  // The hooks' address is the public one; the page's own is only what this browser calls it.
  const origin = originOf(Object.values(inbox.webhooks)[0]) ?? location.origin
  return (
    <Section title={t('widget.title')} lead={t('widget.lead')}>
      <CopyField label={t('widget.snippet')} value={widgetSnippet(origin, inbox.key)} hint={t('widget.where')} />
    </Section>
  )
}
