import type { BacktestResult } from '@faladesk/core/contract'
import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** A replay in numbers: how many conversations change, and what AI calls, cost and templates would have come to. */
export function BacktestNumbers({ result, isFirst }: { result: BacktestResult; isFirst: boolean }) {
  const { t, i18n } = useTranslation('rules-safety')
  const number = (value: number) => value.toLocaleString(i18n.language)
  const money = (value: number) =>
    value.toLocaleString(i18n.language, { style: 'currency', currency: 'USD', maximumFractionDigits: 2 })
  const rows = [
    { name: 'aiCalls', pair: result.aiCalls, write: number },
    ...(result.cost ? [{ name: 'cost', pair: result.cost, write: money }] : []),
    { name: 'texts', pair: result.texts, write: number },
    { name: 'templates', pair: result.templates, write: number },
  ].filter(({ pair }) => pair.before !== 0 || pair.after !== 0)
  return (
    <>
      <p className="backtest-headline" role="status">
        <strong>{t('backtest.changed', { count: result.changed, shown: number(result.changed) })}</strong>{' '}
        <span className="safety-small">
          {t('backtest.outOf', { conversations: number(result.conversations), messages: number(result.messages) })}
        </span>
      </p>
      {isFirst && <p className="safety-small">{t('backtest.first')}</p>}
      {rows.length > 0 && (
        <dl className="backtest-numbers">
          {rows.map(({ name, pair, write }) => (
            <div key={name}>
              <dt>{t(`backtest.number.${name}`)}</dt>
              <dd>
                <span className="visually-hidden">{t('backtest.before')} </span>
                {write(pair.before)} <ArrowRight size={13} aria-hidden />
                <span className="visually-hidden"> {t('backtest.after')} </span>
                <strong data-way={pair.after > pair.before ? 'up' : pair.after < pair.before ? 'down' : undefined}>
                  {write(pair.after)}
                </strong>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
