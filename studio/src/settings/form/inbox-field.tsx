import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import type { FieldProps } from '../../ui/field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { inboxesQuery } from '../queries.ts'
import type { SchemaField } from './schema-fields.ts'

interface Props extends FieldProps {
  of: NonNullable<SchemaField['inboxOf']>
  /** What the plugin offers besides the inboxes that are there. */
  choices: SchemaField['choices']
  value: string
  onChange: (value: string) => void
  disabled?: boolean | undefined
}

/** One of the organization's inboxes of a kind, or none. */
export function InboxField({ of, choices = [], value, ...rest }: Props) {
  const { t } = useTranslation('settings')
  const { id } = useOrganization()
  const { data } = useQuery(inboxesQuery(id))
  const inboxes = (data ?? [])
    .filter(({ channel }) => channel.startsWith(of))
    .map((inbox) => ({ value: inbox.id, label: inbox.name }))
  const offered = [{ value: '', label: t('inboxField.none') }, ...choices, ...inboxes]
  // What was chosen stays to be seen, even when its inbox is there no more.
  const isGone = data !== undefined && !offered.some((option) => option.value === value)
  const options = isGone ? [...offered, { value, label: t('inboxField.gone') }] : offered
  return <SelectField {...rest} value={value} options={options} />
}
