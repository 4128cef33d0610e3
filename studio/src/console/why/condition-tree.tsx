import type { ExplainedNode } from '@faladesk/rules'
import { Check, CircleHelp, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { LeafLine } from './leaf-line.tsx'

/** Every comparison of a rule with its result, grouped as the rule groups them. */
export function ConditionTree({ node }: { node: ExplainedNode }) {
  const { t } = useTranslation('console')
  if ('fact' in node)
    return (
      <div className="why-node" data-result={String(node.result)}>
        <Result result={node.result} />
        <LeafLine leaf={node} />
      </div>
    )
  const title =
    node.group === 'condition' ? t('why.group.condition', { name: node.condition }) : t(`why.group.${node.group}`)
  return (
    <div className="why-group">
      <div className="why-node" data-result={String(node.result)}>
        <Result result={node.result} />
        <span className="why-group-name">{node.name ? `${node.name} · ${title}` : title}</span>
      </div>
      <div className="why-parts">
        {node.parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored record, it never changes its order.
          <ConditionTree key={index} node={part} />
        ))}
      </div>
    </div>
  )
}

function Result({ result }: { result: boolean | null }) {
  const { t } = useTranslation('console')
  const Icon = result === null ? CircleHelp : result ? Check : X
  const name = result === null ? 'broken' : result ? 'true' : 'false'
  return <Icon className="why-result" size={14} strokeWidth={2.2} role="img" aria-label={t(`why.result.${name}`)} />
}
