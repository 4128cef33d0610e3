import type { ExplainedLeaf } from '@faladesk/rules'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { catalogueQuery } from '../../lib/catalogue-query.ts'
import type { Locale } from '../../lib/locale.ts'
import { actualWords, leafSentence } from './leaf-words.ts'

/** One comparison: what was expected, in a sentence, and what was found instead. */
export function LeafLine({ leaf }: { leaf: ExplainedLeaf }) {
  const { t, i18n } = useTranslation('console')
  const locale = i18n.language as Locale
  // Until it is here, a fact of a plugin stands as the rule names it.
  useQuery(catalogueQuery)
  const words = { nothing: t('why.nothing'), yes: t('common:yes'), no: t('common:no'), emptyList: t('why.emptyList') }
  return (
    <span className="why-leaf">
      <span>{leafSentence(leaf, locale)}</span>
      <span className="why-actual">{t('why.actual', { value: actualWords(leaf, locale, words) })}</span>
    </span>
  )
}
