import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import './backtest.css'
import { isGoing, type Replay } from './backtest-state.ts'

/** How far a replay is, with the way to stop it; or how it ended where it found nothing out. */
export function BacktestProgress({ replay, onCancel }: { replay: Replay; onCancel: () => void }) {
  const { t, i18n } = useTranslation('rules-safety')
  const errorText = useErrorText()
  const { state, done, total, error } = replay
  const number = (value: number) => value.toLocaleString(i18n.language)
  if (state === 'failed')
    return (
      <p className="safety-alert" data-tone="danger" role="alert">
        {error ? errorText(error) : t('backtest.failed')}
      </p>
    )
  if (state === 'cancelled') return <p className="safety-small">{t('backtest.cancelled')}</p>
  if (!isGoing(replay)) return null
  return (
    <div className="backtest-going">
      <progress aria-label={t('backtest.progress')} {...(total > 0 && { value: done, max: total })} />
      <div className="safety-row backtest-going-row">
        <span className="safety-small">
          {total > 0 ? t('backtest.of', { done: number(done), total: number(total) }) : t('backtest.starting')}
        </span>
        <Button size="sm" action="ghost" onPress={onCancel}>
          {t('backtest.cancel')}
        </Button>
      </div>
    </div>
  )
}
