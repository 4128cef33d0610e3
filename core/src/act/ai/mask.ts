import { isCard, isCnpj, isCpf, isPhone } from './personal-numbers.ts'

/** Hides personal data of one conversation behind names such as [CPF_1], the same datum always behind the same name. */
export interface Mask {
  hide(text: string): string
  /** Puts the data back; `unknown` is true when a name remains that this mask never gave. */
  reveal(text: string): { text: string; unknown: boolean }
}

type Kind = 'EMAIL' | 'PIX' | 'CNPJ' | 'CPF' | 'CARD' | 'PHONE'

/** Makes a mask. `keep` are numbers that look personal and are not, such as the protocol. */
export function createMask(keep: readonly string[] = []): Mask {
  const names = new Map<string, string>()
  const data = new Map<string, string>()
  const counts = new Map<Kind, number>()

  const nameOf = (kind: Kind, datum: string): string => {
    const key = `${kind} ${kind === 'EMAIL' ? datum.toLowerCase() : datum.replace(/[^0-9A-Za-z]/g, '').toUpperCase()}`
    const known = names.get(key)
    if (known) return known
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    const name = `[${kind}_${count}]`
    names.set(key, name)
    data.set(name, datum)
    return name
  }
  const kept = new Set(keep)

  return {
    hide: (text) =>
      text
        .replace(email, (datum) => nameOf('EMAIL', datum))
        .replace(uuid, (datum) => nameOf('PIX', datum))
        .replace(company, (datum) => (isCnpj(datum) ? nameOf('CNPJ', datum) : datum))
        .replace(numbers, (datum) => {
          const kind = kept.has(datum) ? null : kindOf(datum)
          return kind ? nameOf(kind, datum) : datum
        }),
    reveal(text) {
      let unknown = false
      const revealed = text.replace(placeholder, (name) => {
        const datum = data.get(name.toUpperCase())
        if (datum === undefined) unknown = true
        return datum ?? name
      })
      return { text: revealed, unknown }
    },
  }
}

function kindOf(text: string): Kind | null {
  const digits = text.replace(/\D/g, '')
  if (isCpf(digits) && !text.startsWith('+')) return 'CPF'
  if (isCnpj(digits)) return 'CNPJ'
  if (isPhone(text)) return 'PHONE'
  return isCard(digits) ? 'CARD' : null
}

// Every repetition is bounded and no two stand beside each other over the same characters: linear in the text.
const email = /[\p{L}\d._%+-]{1,64}@(?:[\p{L}\d-]{1,63}\.){1,6}\p{L}{2,24}/gu
const uuid = /(?<![0-9a-f])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-f])/gi
const company = /(?<![\p{L}\d])[0-9A-Z]{2}\.?[0-9A-Z]{3}\.?[0-9A-Z]{3}\/?[0-9A-Z]{4}-?\d{2}(?![\p{L}\d])/giu
const numbers = /(?<![\p{L}\d_])(?:\+ ?)?\(?\d(?:[ .()/-]{0,2}\d){7,18}(?![\p{L}\d])/gu
const placeholder = /\[(?:EMAIL|PIX|CNPJ|CPF|CARD|PHONE)_\d{1,4}\]/gi
