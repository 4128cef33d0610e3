import type { Inbox } from '@faladesk/core/contract'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { Section } from '../../ui/section.tsx'
import './widget-preview.css'

/** The chat itself on a sample page, live, as the saved settings make it. */
export function WidgetPreview({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('settings')
  const [shown, setShown] = useState(0)
  return (
    <Section
      title={t('widget.preview')}
      lead={t('widget.previewLead')}
      aside={<IconButton icon={RotateCw} label={t('widget.reload')} onPress={() => setShown(shown + 1)} />}
    >
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
