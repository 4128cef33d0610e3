import { useTranslation } from 'react-i18next'
import { RemoveButton } from '../../ui/remove-button.tsx'
import { ChannelIcon } from '../channel-icon.tsx'
import type { Draft } from './drafts.ts'
import './via-chip.css'

/** Says that this reply leaves by another channel than the conversation came by, and takes that back. */
export function ViaChip({ via, onDrop }: { via: NonNullable<Draft['via']>; onDrop: () => void }) {
  const { t } = useTranslation('console')
  return (
    <p className="composer-via">
      <ChannelIcon channel={via.channel} name={null} />
      <span className="truncate">{t('composer.via', { inbox: via.name })}</span>
      <RemoveButton label={t('composer.dropVia')} onPress={onDrop} />
    </p>
  )
}
