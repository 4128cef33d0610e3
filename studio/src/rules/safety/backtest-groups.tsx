import type { BacktestGroup } from '@faladesk/core/contract'
import { Link } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'

/** Which outcomes change, the most frequent first, each with conversations to look at. */
export function BacktestGroups({ groups }: { groups: readonly BacktestGroup[] }) {
  const { t, i18n } = useTranslation('rules-safety')
  const { timezone } = useOrganization()
  if (groups.length === 0)
    return (
      <p className="safety-calm">
        <CircleCheck size={15} aria-hidden /> {t('backtest.same')}
      </p>
    )
  return (
    <ul className="safety-list">
      {groups.map((group) => (
        <li key={group.key} className="backtest-group">
          <p className="backtest-sentence">{group.sentence}</p>
          <details>
            <summary className="safety-small">{t('backtest.conversations', { count: group.count })}</summary>
            <ul className="backtest-samples">
              {group.samples.map((sample) => (
                <li key={sample.messageId}>
                  <Link
                    to="/c/$conversationId"
                    params={{ conversationId: sample.conversationId }}
                    className="backtest-sample"
                  >
                    <span className="backtest-text">{sample.text || t('pick.noText')}</span>
                    <span className="safety-small">
                      {sample.contact ?? sample.protocol} · {fullTime(sample.at, i18n.language, timezone)}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  )
}
