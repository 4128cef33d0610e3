import { History } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { announce } from '../../ui/notify.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { useDraft } from '../draft.tsx'
import { useDocument } from '../use-document.tsx'
import './backtest.css'
import { BacktestGroups } from './backtest-groups.tsx'
import { BacktestNumbers } from './backtest-numbers.tsx'
import { BacktestProgress } from './backtest-progress.tsx'
import { isGoing } from './backtest-state.ts'
import { useBacktest } from './use-backtest.ts'

const choices = [1, 7, 30] as const

/** Replays the last days on the draft: a bar while it goes, then which conversations would have ended otherwise. */
export function BacktestView() {
  const { t } = useTranslation('rules-safety')
  const { detail } = useDraft()
  const { document, broken } = useDocument()
  const { replay, start, cancel } = useBacktest()
  const [days, setDays] = useState(7)
  const asked = useRef(document)
  const going = isGoing(replay)
  const stale = replay.state !== 'none' && !going && asked.current !== document

  const { state, result } = replay
  useEffect(() => {
    if (state === 'done') announce(t('backtest.doneAloud', { count: result?.changed ?? 0 }))
  }, [state, result, t])

  const begin = () => {
    asked.current = document
    start({ days })
  }
  return (
    <div className="backtest">
      {!going && (
        <div className="backtest-ask">
          <SelectField
            label={t('backtest.span')}
            hideLabel
            value={String(days)}
            onChange={(value) => setDays(Number(value))}
            options={choices.map((one) => ({ value: String(one), label: t('backtest.days', { count: one }) }))}
            size="sm"
          />
          <Button size="sm" icon={History} disabled={broken !== null} onPress={begin}>
            {t(replay.state === 'none' ? 'backtest.start' : 'backtest.again')}
          </Button>
        </div>
      )}
      <BacktestProgress replay={replay} onCancel={cancel} />
      {stale && <p className="safety-alert">{t('backtest.stale')}</p>}
      {result && <BacktestNumbers result={result} isFirst={detail.published === null} />}
      {(replay.groups.length > 0 || result) && <BacktestGroups groups={replay.groups} />}
      {result && result.caveats.length > 0 && (
        <ul className="backtest-caveats">
          {result.caveats.map((caveat) => (
            <li key={caveat} className="safety-small">
              {caveat}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
