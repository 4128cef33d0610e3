import { useTranslation } from 'react-i18next'
import { costText } from './cost.ts'
import type { Cost } from './reply-contract.ts'

/** Returns a function that says what a message would cost; null where that is not known. */
export function useCostText() {
  const { t, i18n } = useTranslation('console')
  return (cost: Cost | null | undefined) =>
    cost ? costText(cost, i18n.language, { free: t('cost.free'), category: t(`cost.category.${cost.category}`) }) : null
}
