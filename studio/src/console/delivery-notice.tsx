import { useTranslation } from 'react-i18next'
import type { Message } from './model.ts'
import { useSend } from './send.ts'

const classes = ['window_closed', 'recipient', 'content', 'auth', 'config', 'policy', 'throttled', 'transient']

/** Says in plain words why a message did not arrive, or may not have; what was refused here can be sent again. */
export function DeliveryNotice({ message }: { message: Message }) {
  const { t } = useTranslation('console')
  const send = useSend(message.conversation_id)
  const { status, error, attempt, client_id: clientId } = message
  if (attempt === 'refused' && clientId) {
    const again = () =>
      void send({
        clientId,
        text: message.text,
        note: message.direction === 'note',
        files: message.attachments.map((file) => ({
          path: file.path ?? '',
          name: file.name ?? '',
          mime: file.mime,
          size: file.size ?? 0,
        })),
      })
    return (
      <p className="delivery-notice" data-tone="danger" role="alert">
        {t('failure.refused')} {error?.message}{' '}
        <button type="button" onClick={again}>
          {t('failure.again')}
        </button>
      </p>
    )
  }
  if (status === 'failed') {
    const known = classes.find((name) => name === error?.class)
    const reason = known ? t(`failure.${known}`) : (error?.message ?? t('failure.other'))
    return (
      <p className="delivery-notice" data-tone="danger">
        {t('failure.notDelivered')} {reason}
        {known && error?.message && <span className="delivery-detail">{error.message}</span>}
      </p>
    )
  }
  if (status === 'unknown')
    return (
      <p className="delivery-notice" data-tone="warning">
        {t('failure.unknown')}
      </p>
    )
  if (status === 'discarded') return <p className="delivery-notice">{t('failure.discarded')}</p>
  return null
}
