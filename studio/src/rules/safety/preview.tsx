import { fill, previewAction, type RuleEvent } from '@faladesk/rules'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { useSay } from '../use-names.ts'

interface Props {
  event: RuleEvent
  facts: Readonly<Record<string, unknown>>
}

/** What an action would do: an answer as the customer would read it, anything else in a sentence. */
export function Preview({ event, facts }: Props) {
  const { t } = useTranslation('rules-safety')
  const { timezone } = useOrganization()
  const say = useSay()
  const text = event.params?.text
  if (event.type !== 'auto-reply' || typeof text !== 'string' || text === '')
    return <p className="outcome-text">{previewAction(event, facts, { ...say, timeZone: timezone })}</p>
  const filled = fill(text, facts, { locale: say.locale, timeZone: timezone, catalogue: say.catalogue })
  return (
    <>
      <p className="outcome-bubble">{filled.text}</p>
      {filled.missing.length > 0 && (
        <p className="outcome-missing">{t('outcome.missing', { names: filled.missing.join(', ') })}</p>
      )}
    </>
  )
}
