import type { Channel, Inbox } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Smartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import type { Locale } from '../../lib/locale.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'

/** Offers an inbox whose provider is Faladesk itself, to try a channel without an account. */
export function SimulatedChoice({ channels }: { channels: readonly Channel[] }) {
  const { t, i18n } = useTranslation('settings')
  const { id } = useOrganization()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const errorText = useErrorText()
  const make = useMutation({
    mutationFn: (channel: string) => api<Inbox>('POST', '/v1/inboxes/simulated', { body: { channel } }),
    onSuccess: async (made) => {
      await cache.invalidateQueries({ queryKey: ['inboxes', id] })
      await navigate({ to: '/telefone', search: { caixa: made.id } })
    },
  })
  // A web chat needs no provider: connected for real it can be tried at once.
  const needing = channels.filter((channel) => channel.simulated && !channel.live)
  if (needing.length === 0) return null
  return (
    <Section title={t('simulated.title')} lead={t('simulated.lead')}>
      <div className="simulated-choices">
        {needing.map((channel) => (
          <Button
            key={channel.name}
            icon={Smartphone}
            busy={make.isPending && make.variables === channel.name}
            onPress={() => make.mutate(channel.name)}
          >
            {channel.title[i18n.language as Locale]}
          </Button>
        ))}
      </div>
      {make.error && (
        <p className="field-error" role="alert">
          {errorText(make.error)}
        </p>
      )}
    </Section>
  )
}
