import { useTranslation } from 'react-i18next'
import { uuid } from '../../lib/uuid.ts'
import { useComposer } from '../composer/composer-control.ts'
import { useSend } from '../composer/send.ts'
import type { Message } from '../model.ts'
import { remedyOf } from './remedies.ts'

const classes = ['window_closed', 'recipient', 'content', 'auth', 'config', 'policy', 'throttled', 'transient']

/** Says in plain words why a message did not arrive, or may not have, and offers what can be done about it. */
export function DeliveryNotice({ message }: { message: Message }) {
  const { t, i18n } = useTranslation('console')
  const send = useSend(message.conversation_id)
  const composer = useComposer()
  const { status, error, attempt, flags, client_id: clientId } = message
  const again = (clientId: string) => {
    const files = message.attachments.map(({ path, name, mime, size }) => ({
      path: path ?? '',
      name: name ?? '',
      mime,
      size: size ?? 0,
    }))
    const { text } = message
    void send({ clientId, text, note: message.direction === 'note', files }).then((refusal) => {
      if (refusal) composer?.current?.take(text)
    })
  }
  if (attempt === 'refused' && clientId)
    return (
      <p className="delivery-notice" data-tone="danger" role="alert">
        {t('failure.refused')} {error?.message}{' '}
        <button type="button" onClick={() => again(clientId)}>
          {t('failure.again')}
        </button>
      </p>
    )
  if (status === 'failed') {
    const known = classes.find((name) => name === error?.class)
    // The channel's own words know more than the class of the failure, where it has any in this language.
    const reason =
      error?.text?.[i18n.language] ?? (known ? t(`failure.${known}`) : (error?.message ?? t('failure.other')))
    const remedy = remedyOf(message)
    return (
      <p className="delivery-notice" data-tone="danger">
        {t('failure.notDelivered')} {reason}{' '}
        {remedy === 'again' && (
          <button type="button" onClick={() => again(uuid())}>
            {t('failure.again')}
          </button>
        )}
        {(remedy === 'otherWay' || remedy === 'change') && (
          <button type="button" onClick={() => composer?.current?.take(message.text)}>
            {t(`failure.${remedy}`)}
          </button>
        )}
        {error?.message && error.message !== reason && (
          <span className="delivery-detail">
            {error.message}
            {error.code && ` (${error.code})`}
          </span>
        )}
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
  if (flags.delayed)
    return (
      <p className="delivery-notice" data-tone="warning">
        {t('failure.delayed')}
      </p>
    )
  return null
}
