/** True for the 11 digits of a CPF: the Brazilian taxpayer number, with its two check digits. */
export function isCpf(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || allSame(digits)) return false
  const values = valuesOf(digits)
  return [9, 10].every((length) => {
    const sum = values.slice(0, length).reduce((total, value, i) => total + value * (length + 1 - i), 0)
    return ((sum * 10) % 11) % 10 === values[length]
  })
}

/** True for a CNPJ, the company number, numeric or (since July 2026) alphanumeric; punctuation is allowed. */
export function isCnpj(text: string): boolean {
  const plain = text.replace(/[./-]/g, '').toUpperCase()
  if (!/^[0-9A-Z]{12}\d{2}$/.test(plain) || allSame(plain)) return false
  // Receita Federal: a character counts as its ASCII code less 48; weights 2 to 9 from the right, again and again.
  const values = valuesOf(plain)
  return [12, 13].every((length) => {
    const sum = values
      .slice(0, length)
      .reduceRight((total, value, i) => total + value * (((length - 1 - i) % 8) + 2), 0)
    return (sum % 11 < 2 ? 0 : 11 - (sum % 11)) === values[length]
  })
}

/** True for 13 to 19 digits that pass Luhn's check: a payment card. */
export function isCard(digits: string): boolean {
  if (!/^\d{13,19}$/.test(digits) || allSame(digits)) return false
  const sum = valuesOf(digits).reduceRight((total, value, i) => {
    const doubled = (digits.length - i) % 2 === 0 ? value * 2 : value
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

/** True for what is written like a telephone number: international, Brazilian with its area code, or a local one with a dash. */
export function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  if (text.startsWith('+')) return digits.length >= 8 && digits.length <= 15
  if (/^\d{4,5}[ -]\d{4}$/.test(text)) return true
  const national = digits.replace(/^0/, '').replace(/^55(?=\d{10,11}$)/, '')
  return /^[1-9][1-9](?:9\d{8}|[2-5]\d{7})$/.test(national)
}

const valuesOf = (text: string) => [...text].map((character) => character.charCodeAt(0) - 48)
const allSame = (text: string) => new Set(text).size === 1
