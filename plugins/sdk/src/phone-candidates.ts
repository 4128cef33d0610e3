import type { Identity } from './parts.ts'

/**
 * Other ways the same phone may be written: Brazil's ninth digit, Mexico's 1, Argentina's 9. For finding people, never
 * for sending. Landlines, 0800 and other services never gain a digit.
 */
export const phoneCandidates = ({ kind, value }: Identity): Identity[] => {
  if (kind !== 'wa_phone' && kind !== 'phone') return []
  const written = phone.exec(value.trim())?.[1]
  const digits = written?.replace(/\D/g, '') ?? ''
  return rules.flatMap(([form, other]) =>
    form.test(digits) ? [{ kind, value: `+${digits.replace(form, other)}` }] : [],
  )
}

const phone = /^(?:whatsapp:)?\+?([0-9][0-9\s().-]{5,31})$/i

// The area codes Brazil has; 0800, 0300 and their like begin with a zero and are none.
const area = '1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9]'

const rules: [form: RegExp, other: string][] = [
  // A local number of eight digits was a mobile before the ninth came only if it began with 6 to 9: 2 to 5 are landlines.
  [new RegExp(`^55(${area})([6-9]\\d{7})$`), '55$19$2'],
  [new RegExp(`^55(${area})9([6-9]\\d{7})$`), '55$1$2'],
  // In Mexico and Argentina the number alone does not say whether it is a mobile; 800, 810 and 900 are services.
  [/^521((?!800|900)[2-9]\d{9})$/, '52$1'],
  [/^52((?!800|900)[2-9]\d{9})$/, '521$1'],
  [/^549([1-3]\d{9})$/, '54$1'],
  [/^54([1-3]\d{9})$/, '549$1'],
]
