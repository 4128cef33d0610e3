import { useTranslation } from 'react-i18next'
import { BacktestView } from './backtest-view.tsx'
import { Panel } from './panel.tsx'

/** What the draft would have changed on the organization's own conversations. */
export function BacktestPanel() {
  const { t } = useTranslation('rules-safety')
  return (
    <Panel title={t('backtest.title')}>
      <p className="safety-lead">{t('backtest.lead')}</p>
      <BacktestView />
    </Panel>
  )
}
