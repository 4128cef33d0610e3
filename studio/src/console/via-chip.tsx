import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ChannelIcon } from './channel-icon.tsx'
import type { Draft } from './drafts.ts'

/** Says that this reply leaves by another channel than the conversation came by, and takes that back. */
export function ViaChip({ via, onDrop }: { via: NonNullable<Draft['via']>; onDrop: () => void }) {
  const { t } = useTranslation('console')
  return (
    <p className="composer-via">
      <ChannelIcon channel={via.channel} name={null} />
      <span className="truncate">{t('composer.via', { inbox: via.name })}</span>
      <button type="button" aria-label={t('composer.dropVia')} onClick={onDrop}>
        <X size={13} aria-hidden />
      </button>
    </p>
  )
}
