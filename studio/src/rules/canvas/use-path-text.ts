import { CATALOGUE, type Decision, type RuleDocument } from '@faladesk/rules'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useSay } from '../use-names.ts'

/** Returns what a decision comes to in one sentence: who answers, how, and what else happens. */
export function usePathText(document: RuleDocument) {
  const { t } = useTranslation('rules-canvas')
  const { locale } = useSay()
  return useCallback(
    ({ reply, background }: Decision): string => {
      const replies = document.rules.filter(({ lane }) => lane === 'reply')
      const place = replies.findIndex(({ id }) => id === reply?.ruleId) + 1
      const does = reply && (CATALOGUE.actions.get(reply.event.type)?.label[locale] ?? reply.event.type)
      const answer = reply ? t('path.reply', { place, name: reply.ruleName, does }) : t('path.noReply')
      const names = background.map(({ ruleName }) => ruleName).join(', ')
      return names === '' ? answer : `${answer} ${t('path.background', { names })}`
    },
    [document, locale, t],
  )
}
