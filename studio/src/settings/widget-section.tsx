import type { Inbox } from '@faladesk/core/contract'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../ui/copy-field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Section } from '../ui/section.tsx'
import { widgetSnippet } from './webhook-words.ts'
import './widget-section.css'

/** How to put the chat on a site, and the chat itself, live, as the saved settings make it. */
export function WidgetSection({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('settings')
  const [shown, setShown] = useState(0)
  // The hooks' address is the public one; the page's own is only what this browser calls it.
  const origin = originOf(Object.values(inbox.webhooks)[0]) ?? location.origin
  return (
    <Section
      title={t('widget.title')}
      lead={t('widget.lead')}
      aside={<IconButton icon={RotateCw} label={t('widget.reload')} onPress={() => setShown(shown + 1)} />}
    >
      <CopyField label={t('widget.snippet')} value={widgetSnippet(origin, inbox.key)} hint={t('widget.where')} />
      <p className="widget-preview-label">{t('widget.preview')}</p>
      {inbox.enabled ? (
        <iframe
          // Settings shape the widget when it starts: new ones need a new start.
          key={`${shown} ${JSON.stringify(inbox.settings)}`}
          className="widget-preview"
          title={t('widget.preview')}
          src={`/widget-preview.html?inbox=${encodeURIComponent(inbox.key)}`}
        />
      ) : (
        <p className="settings-note">{t('widget.off')}</p>
      )}
    </Section>
  )
}

function originOf(url: string | undefined): string | null {
  try {
    return url ? new URL(url).origin : null
  } catch {
    return null
  }
}
