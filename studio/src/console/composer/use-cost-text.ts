import { useTranslation } from 'react-i18next'
import { money } from '../../lib/money.ts'
import type { Cost } from './reply-contract.ts'

/** What a message would cost in a few words; `words.free` where nothing, an estimate marked as such. */
export function costText(cost: Cost, locale: string, words: { free: string; category: string }): string {
  if (cost.free || cost.amount === 0) return words.free
  return `${cost.exact ? '' : '≈ '}${money(cost.amount, cost.currency, locale)} · ${words.category}`
}

/** Returns a function that says what a message would cost; null where that is not known. */
export function useCostText() {
  const { t, i18n } = useTranslation('console')
  return (cost: Cost | null | undefined) =>
    cost ? costText(cost, i18n.language, { free: t('cost.free'), category: t(`cost.category.${cost.category}`) }) : null
}
