import { useTranslation } from 'react-i18next'
import { fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import type { Address } from '../flags.ts'
import type { Message } from '../model.ts'
import { sayAddress } from './sender.ts'

/** A mail's head in full: from whom, to whom, when, and what the receiving server found out about its sender. */
export function MailDetails({ message, sender }: { message: Message; sender: Address | null }) {
  const { t, i18n } = useTranslation('console-channels')
  const { timezone } = useOrganization()
  const { flags } = message
  const people = (all: Address[] | undefined) => (all?.length ? all.map(sayAddress).join(', ') : undefined)
  const checks = (['spf', 'dkim', 'dmarc'] as const).flatMap((name) => {
    const result = flags.authentication?.[name]
    return result ? `${name.toUpperCase()} ${result}` : []
  })
  const lines = [
    ['subject', flags.subject],
    ['from', sender ? sayAddress(sender) : undefined],
    ['to', people(flags.to) ?? flags.account],
    ['cc', people(flags.cc)],
    ['date', fullTime(message.occurred_at, i18n.language, timezone)],
    ['checks', checks.length > 0 ? checks.join(' · ') : undefined],
  ] as const
  return (
    <dl className="mail-details">
      {lines.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{t(`mail.head.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
