import type { MessagePrice } from '@faladesk/core/contract'

/** A price as it is being written: its amount is still text. */
export interface PriceDraft extends Omit<MessagePrice, 'amount'> {
  amount: string
}

/** A price as the form shows it. */
export const priceOf = (price: MessagePrice): PriceDraft => ({
  ...price,
  amount: String(price.amount).replace('.', ','),
})

/** The prices to send; what is no number goes as it was written, so that the server names the row. */
export const pricesFrom = (rows: readonly PriceDraft[]): MessagePrice[] =>
  rows.map((row) => {
    const text = row.amount.trim()
    const amount = Number(text.replace(',', '.'))
    return {
      ...row,
      currency: row.currency.trim().toUpperCase(),
      amount: text !== '' && Number.isFinite(amount) ? amount : text,
    } as MessagePrice
  })
