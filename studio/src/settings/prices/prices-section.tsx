import type { MessagePrice, Organization } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { Section } from '../../ui/section.tsx'
import { useIsAdmin } from '../admins-only.tsx'
import { FailureNote } from '../failure-note.tsx'
import { fieldErrors } from '../form/field-errors.ts'
import { useChannels, windowHours } from '../inboxes/channel-words.ts'
import { PriceRow } from './price-row.tsx'
import { type PriceDraft, priceOf, pricesFrom } from './prices.ts'
import './prices.css'

/** What the organization pays for messages; where it says nothing, the published price is shown as an estimate. */
export function PricesSection({ organization }: { organization: Organization }) {
  const { t } = useTranslation('channels')
  const common = useTranslation('common').t
  const isAdmin = useIsAdmin()
  const cache = useQueryClient()
  const notify = useNotify()
  const { data } = useChannels()
  const [draft, setDraft] = useState<PriceDraft[] | null>(null)
  const rows = draft ?? organization.message_prices.map(priceOf)
  const save = useMutation({
    mutationFn: (message_prices: MessagePrice[]) =>
      api<Organization>('PATCH', '/v1/organization', { body: { message_prices } }),
    onSuccess: (saved) => {
      cache.setQueryData(['organization', organization.id], saved)
      setDraft(null)
      notify(t('policy.saved'))
    },
  })
  const channels = (data?.data ?? []).filter((channel) => windowHours(channel) !== undefined)
  const errors = fieldErrors(save.error, 'message_prices.')
  const edit = (next: PriceDraft[]) => {
    save.reset()
    setDraft(next)
  }
  const submit = () => draft && !save.isPending && save.mutate(pricesFrom(draft))
  const first = channels[0]
  // Without a channel that charges by message there is nothing to say a price of.
  if (!first) return null
  return (
    <Section title={t('prices.title')} lead={t('prices.lead')}>
      <Form onSubmit={submit} label={t('prices.title')}>
        {rows.length === 0 && <p className="field-hint">{t('prices.none')}</p>}
        {rows.map((row, place) => (
          <PriceRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a row being written has no other name than its place.
            key={place}
            row={row}
            channels={channels}
            errorOf={(field) => errors[`${place}.${field}`]}
            disabled={!isAdmin}
            onChange={(next) => edit(rows.with(place, next))}
            onRemove={() => edit(rows.toSpliced(place, 1))}
          />
        ))}
        {Object.keys(errors).length === 0 && <FailureNote error={save.error} />}
        {isAdmin && (
          <div className="form-actions prices-actions">
            <Button
              icon={Plus}
              onPress={() =>
                edit([
                  ...rows,
                  { channel: first.name, category: 'utility', amount: '', currency: currencyOf(organization) },
                ])
              }
            >
              {t('prices.add')}
            </Button>
            <Button action="primary" disabled={!draft} busy={save.isPending} onPress={submit}>
              {common('save')}
            </Button>
          </div>
        )}
      </Form>
    </Section>
  )
}

const currencyOf = ({ locale }: Organization) => (locale === 'pt-BR' ? 'BRL' : 'USD')
