// GSM 03.38: the letters of the default alphabet, and those of its extension, which take an escape before them.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const extension = new Set('\f^{}\\[~]|€')

/** How a text travels: the alphabet it needs and the segments it is paid as. */
export interface Segments {
  encoding: 'GSM-7' | 'UCS-2'
  segments: number
  /** Septets of GSM-7, or UTF-16 units. */
  units: number
}

/**
 * Counts the segments of a text: 160 letters alone and 153 each in several, or 70 and 67 as soon as one sign is outside GSM-7,
 * as ã, ç and every emoji are. A sign that takes two places is never torn apart between segments.
 */
export const segments = (text: string): Segments => {
  const signs = [...text]
  const gsm = signs.every((sign) => basic.has(sign) || extension.has(sign))
  const width = gsm ? (sign: string) => (extension.has(sign) ? 2 : 1) : (sign: string) => sign.length
  const [alone, each] = gsm ? [160, 153] : [70, 67]
  const units = signs.reduce((sum, sign) => sum + width(sign), 0)
  const encoding = gsm ? 'GSM-7' : 'UCS-2'
  if (units <= alone) return { encoding, segments: units === 0 ? 0 : 1, units }
  let [count, used] = [1, 0]
  for (const sign of signs) {
    const wide = width(sign)
    if (used + wide > each) {
      count++
      used = 0
    }
    used += wide
  }
  return { encoding, segments: count, units }
}
