import type { Channel } from '@faladesk/core/contract'
import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { categories } from '../templates/template-words.ts'
import type { PriceDraft } from './prices.ts'

interface Props {
  row: PriceDraft
  channels: readonly Channel[]
  /** What is wrong with one of its fields. */
  errorOf: (field: keyof PriceDraft) => string | undefined
  disabled: boolean
  onChange: (row: PriceDraft) => void
  onRemove: () => void
}

/** What one kind of message costs on one channel. */
export function PriceRow({ row, channels, errorOf, disabled, onChange, onRemove }: Props) {
  const { t, i18n } = useTranslation('channels')
  const titles = channels.map(({ name, title }) => ({ value: name, label: title[i18n.language as Locale] }))
  const known = titles.some(({ value }) => value === row.channel)
  const channel = titles.find(({ value }) => value === row.channel)?.label ?? row.channel
  const category = t(`category.${row.category}`)
  return (
    <div className="price-row">
      <SelectField
        label={t('prices.channel')}
        error={errorOf('channel')}
        value={row.channel}
        options={known ? titles : [...titles, { value: row.channel, label: row.channel }]}
        disabled={disabled}
        onChange={(next) => onChange({ ...row, channel: next })}
      />
      <SelectField
        label={t('prices.category')}
        error={errorOf('category')}
        value={row.category}
        options={categories.map((value) => ({ value, label: t(`category.${value}`) }))}
        disabled={disabled}
        onChange={(next) => onChange({ ...row, category: next as PriceDraft['category'] })}
      />
      <TextField
        label={t('prices.amount')}
        value={row.amount}
        error={errorOf('amount')}
        inputMode="numeric"
        disabled={disabled}
        autoComplete="off"
        onChange={(amount) => onChange({ ...row, amount })}
      />
      <TextField
        label={t('prices.currency')}
        value={row.currency}
        error={errorOf('currency')}
        disabled={disabled}
        autoComplete="off"
        onChange={(currency) => onChange({ ...row, currency })}
      />
      {!disabled && (
        <span className="price-remove">
          <IconButton icon={Trash2} label={t('prices.remove', { category, channel })} onPress={onRemove} />
        </span>
      )}
    </div>
  )
}
