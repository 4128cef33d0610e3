import type { Condition } from '@faladesk/rules'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Line, linesOf } from './condition-lines.ts'
import './condition-view.css'
import { SentenceView } from './sentence-view.tsx'
import { useSay } from './use-names.ts'

/** When a rule holds, as an indented sentence: one comparison a line, groups set in. */
export function ConditionView({ condition }: { condition: Condition }) {
  const say = useSay()
  const lines = useMemo(() => linesOf(condition, say), [condition, say])
  return <Lines lines={lines} isTop />
}

function Lines({ lines, isTop }: { lines: readonly Line[]; isTop?: boolean }) {
  return (
    <ul className="condition-lines" data-top={isTop || undefined}>
      {lines.map((line, index) => (
        <LineView key={line.key || index} line={line} isTop={isTop} />
      ))}
    </ul>
  )
}

function LineView({ line, isTop }: { line: Line; isTop?: boolean | undefined }) {
  const { t } = useTranslation('rules')
  const word = line.connector === 'if' ? (isTop ? t('word.if') : '') : t(`word.${line.connector}`)
  return (
    <li className="condition-line">
      <span className="condition-word">{word}</span>
      {line.kind === 'sentence' ? (
        <span className="condition-text">
          <SentenceView parts={line.parts} />
        </span>
      ) : (
        <div className="condition-group">
          <span className="condition-says">{t(`group.${line.says}`)}</span>
          <Lines lines={line.lines} />
        </div>
      )}
    </li>
  )
}
