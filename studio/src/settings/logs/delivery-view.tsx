import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Copy, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { copyText } from '../../lib/copy.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { deliveryQuery } from '../queries.ts'

/** What a provider's request held, letter by letter, and a button that has it read again. */
export function DeliveryView({ id }: { id: string }) {
  const { t } = useTranslation('deliveries')
  const cache = useQueryClient()
  const errorText = useErrorText()
  const { data, error } = useQuery(deliveryQuery(id))
  const replay = useMutation({
    mutationFn: () => api<{ messages: number }>('POST', `/v1/deliveries/${id}/replay`),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['deliveries'] }),
  })
  if (error)
    return (
      <p className="field-error delivery-inside" role="alert">
        {errorText(error)}
      </p>
    )
  if (!data)
    return (
      <div className="delivery-inside">
        <Skeleton height={80} />
      </div>
    )
  const headers = Object.entries(data.headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
  return (
    <div className="delivery-inside">
      <Raw title={t('headers')} text={headers} />
      {data.body === null ? (
        <p className="field-hint">{t('noText')}</p>
      ) : (
        <Raw title={t('body')} text={data.body} shown={pretty(data.body)} />
      )}
      {data.truncated && <p className="field-hint">{t('truncated')}</p>}
      <div className="delivery-actions">
        <Button size="sm" icon={RotateCcw} busy={replay.isPending} onPress={() => replay.mutate()}>
          {t('replay')}
        </Button>
        <span role="status" className={replay.error ? 'field-error' : 'field-hint'}>
          {replay.error && errorText(replay.error)}
          {replay.data && (replay.data.messages > 0 ? t('replayed', { count: replay.data.messages }) : t('nothingNew'))}
        </span>
      </div>
    </div>
  )
}

/** What is copied is always what came, also where it is shown in lines. */
function Raw({ title, text, shown = text }: { title: string; text: string; shown?: string }) {
  const { t } = useTranslation('deliveries')
  const notify = useNotify()
  const copy = async () => notify(t((await copyText(text)) ? 'copied' : 'notCopied'))
  return (
    <div className="delivery-raw">
      <div className="delivery-raw-head">
        <h3 className="field-label">{title}</h3>
        <Button size="sm" action="ghost" icon={Copy} aria-label={`${t('copy')}: ${title}`} onPress={() => void copy()}>
          {t('copy')}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0}>{shown}</pre>
    </div>
  )
}

// JSON on one line is for machines.
const pretty = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
