import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { BacktestGroups } from './backtest-groups.tsx'
import { BacktestProgress } from './backtest-progress.tsx'
import { isGoing } from './backtest-state.ts'
import { useBacktest } from './use-backtest.ts'

/** In which conversations the version on trial decided otherwise, in sentences: replayed when somebody asks. */
export function CandidateDifferences() {
  const { t } = useTranslation('rules-safety')
  const { replay, start, cancel } = useBacktest()
  return (
    <div className="backtest">
      {!isGoing(replay) && (
        <div>
          <Button size="sm" onPress={() => start({ trial: true })}>
            {t(replay.state === 'none' ? 'candidate.see' : 'backtest.again')}
          </Button>
        </div>
      )}
      <BacktestProgress replay={replay} onCancel={cancel} />
      {(replay.groups.length > 0 || replay.result) && <BacktestGroups groups={replay.groups} />}
    </div>
  )
}
