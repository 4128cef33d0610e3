import { ruleSentence } from '@faladesk/rules'
import { useTranslation } from 'react-i18next'
import { eventWords } from './card-words.ts'
import { useScene } from './flow-context.ts'
import type { FlowBlock } from './flow-model.ts'
import { matchesOf } from './traffic.ts'

interface Props {
  blocks: readonly FlowBlock[]
  onOpenRule: (id: string) => void
}

/** The same workflow as text, for whoever reads better than they look: events, lanes and rules as nested lists. */
export function FlowOutline({ blocks, onOpenRule }: Props) {
  const { t } = useTranslation('rules-canvas')
  const { say, counts, stopped } = useScene()
  return (
    <div className="flow-outline">
      {blocks.map((block) => {
        const { title, time } = eventWords(block.trigger, say.locale)
        return (
          <section key={block.laneId} aria-labelledby={`outline-${block.laneId}`}>
            <h2 id={`outline-${block.laneId}`} className="flow-outline-title">
              {time ? `${title} · ${time}` : title} → {t(`lane.${block.lane}.title`)}
            </h2>
            <p className="flow-outline-lead">{t(`lane.${block.lane}.lead`)}</p>
            <ol className="flow-outline-rules">
              {block.rows
                .flatMap((row) => (row.kind === 'rule' ? [row.placed] : row.rules))
                .map(({ rule, place }) => {
                  const matched = matchesOf(counts, [rule.id])
                  const state = rule.enabled === false ? t('off') : stopped.has(rule.id) ? t('stopped') : null
                  return (
                    <li key={rule.id} className="flow-outline-rule" value={place}>
                      <button type="button" className="flow-outline-open" onClick={() => onOpenRule(rule.id)}>
                        {rule.name}
                      </button>
                      {rule.folder !== undefined && <span className="flow-card-note">{rule.folder}</span>}
                      {state && <span className="flow-card-note">{state}</span>}
                      {matched !== null && (
                        <span className="flow-outline-count">{t('matched', { count: matched })}</span>
                      )}
                      <p className="flow-outline-sentence">{ruleSentence(rule, { ...say, quoteLength: 80 }).text}</p>
                    </li>
                  )
                })}
              {block.hasRest && (
                <li className="flow-outline-rule" data-rest>
                  {t('rest.title')}: {t('rest.under')}
                </li>
              )}
            </ol>
          </section>
        )
      })}
    </div>
  )
}
