import { type Locale, locales } from '@faladesk/plugin-sdk'

/** The language a request asks for in Accept-Language, by its weights; pt-BR where it names none of ours. */
export const languageOf = (header: string | string[] | undefined): Locale => {
  const asked = String(header ?? '')
    .slice(0, 200)
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';')
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='))?.split('=')[1]
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of asked) {
    const found = locales.find((locale) => locale.slice(0, 2) === tag.slice(0, 2))
    if (found && /^[a-z]{2}(-|$)/.test(tag)) return found
  }
  return 'pt-BR'
}
