import { useTranslation } from 'react-i18next'
import { useLiveState } from '../lib/realtime.tsx'
import { Spinner } from '../ui/spinner.tsx'

/** Says that changes do not arrive by themselves while the live line is down. */
export function LiveNotice() {
  const { t } = useTranslation('shell')
  const state = useLiveState()
  return (
    <div role="status">
      {state === 'lost' && (
        <div className="live-notice">
          <Spinner />
          {t('live.lost')}
        </div>
      )}
    </div>
  )
}
