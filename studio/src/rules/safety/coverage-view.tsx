import { conditionSentence, type TestReport } from '@faladesk/rules'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SentenceView } from '../sentence-view.tsx'
import { useDocument } from '../use-document.tsx'
import { useSay } from '../use-names.ts'
import { darkOf } from './coverage.ts'

const shown = 40

/** What no test looks at: rules never made to act, and comparisons that always come out alike. */
export function CoverageView({ report }: { report: TestReport }) {
  const { t } = useTranslation('rules-safety')
  const { document, select } = useDocument()
  const say = useSay()
  const { untested, oneSided, tested, total } = useMemo(() => darkOf(document, report), [document, report])
  return (
    <>
      <h3 className="safety-subtitle">
        {t('coverage.title')}
        <span className="safety-small">{t('coverage.tested', { tested, total })}</span>
      </h3>
      {untested.length === 0 && oneSided.length === 0 && <p className="safety-small">{t('coverage.whole')}</p>}
      {untested.length > 0 && (
        <details open={untested.length <= 8}>
          <summary className="safety-small">{t('coverage.untested', { count: untested.length })}</summary>
          <ul className="test-dark">
            {untested.slice(0, shown).map(({ id, name }) => (
              <li key={id}>
                <button type="button" className="safety-link" onClick={() => select(id)}>
                  {name}
                </button>
              </li>
            ))}
            {untested.length > shown && (
              <li className="safety-small">{t('coverage.more', { count: untested.length - shown })}</li>
            )}
          </ul>
        </details>
      )}
      {oneSided.length > 0 && (
        <details>
          <summary className="safety-small">{t('coverage.oneSided', { count: oneSided.length })}</summary>
          <ul className="test-dark">
            {oneSided.slice(0, shown).map(({ pointer, ruleId, condition, never }) => (
              <li key={pointer} className="safety-small">
                <SentenceView parts={conditionSentence(condition, say).parts} /> {t(`coverage.never.${never}`)}{' '}
                {ruleId && (
                  <button type="button" className="safety-link" onClick={() => select(ruleId)}>
                    {document.rules.find(({ id }) => id === ruleId)?.name}
                  </button>
                )}
              </li>
            ))}
            {oneSided.length > shown && (
              <li className="safety-small">{t('coverage.more', { count: oneSided.length - shown })}</li>
            )}
          </ul>
        </details>
      )}
    </>
  )
}
