import { conditionSentence } from '@faladesk/rules'
import { Braces, Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Pill } from '../../ui/pill.tsx'
import { printJson } from '../print-document.ts'
import { SentenceView } from '../sentence-view.tsx'
import { useSay } from '../use-names.ts'
import type { TreeNode } from './condition-tree.ts'
import { Line, type Tie } from './line.tsx'
import { useLineActions } from './line-actions.ts'

interface Props {
  node: Extract<TreeNode, { kind: 'locked' }>
  level: number
  tie: Tie
}

/** A condition beyond what the form can say: read as a sentence, kept as it is, edited in the JSON view. */
export function LockedLine({ node, level, tie }: Props) {
  const { t } = useTranslation('rules-tree')
  const say = useSay()
  const { showJson } = useLineActions(node.outer, node.pointer)
  return (
    <Line outer={node.outer} pointer={node.pointer} level={level} tie={tie} kind="locked">
      <div className="locked">
        <span className="locked-sentence">
          <SentenceView parts={conditionSentence(node.node, say).parts} />
        </span>
        <span className="locked-row">
          <Pill icon={Lock} title={t(`locked.${node.why}`)}>
            {t('locked.word')}
          </Pill>
          <span className="line-aside">{t(`locked.${node.why}`)}</span>
          <button type="button" className="line-add" onClick={showJson}>
            <Braces size={13} aria-hidden /> {t('line.json')}
          </button>
        </span>
        <details className="locked-json">
          <summary>{t('locked.json')}</summary>
          <pre>{printJson(node.node)}</pre>
        </details>
      </div>
    </Line>
  )
}
