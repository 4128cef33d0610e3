/** A price as people write it, with as many digits as small amounts need: "R$ 0,05", "US$ 0,0068". */
export function money(amount: number, currency: string, locale: string): string {
  const digits = amount !== 0 && Math.abs(amount) < 0.01 ? 4 : 2
  try {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: 2,
      maximumFractionDigits: digits,
    }).format(amount)
  } catch {
    // A provider's unit that is no currency ("credits").
    return `${new Intl.NumberFormat(locale).format(amount)} ${currency}`
  }
}
