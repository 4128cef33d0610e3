import { conditionSentence } from '@faladesk/rules'
import { useTranslation } from 'react-i18next'
import { useDocument } from '../use-document.tsx'
import { useSay } from '../use-names.ts'

/** What a shared condition says, in one muted line. */
export function SharedSentence({ name }: { name: string }) {
  const { t } = useTranslation('rules-tree')
  const { document } = useDocument()
  const say = useSay()
  const group = Object.hasOwn(document.conditions ?? {}, name) ? document.conditions?.[name] : undefined
  return (
    <span className="line-aside">
      {group ? conditionSentence(group, { ...say, quoteLength: 60 }).text : t('shared.missing')}
    </span>
  )
}
