import { LOCALES, type Locale } from '@faladesk/rules'
import { type Given, Usage } from '../command.ts'

/** The option every command that speaks of rules takes. */
export const localeOption = { locale: { type: 'string' } } as const

/** The language to speak: `--locale`, else the terminal's, else Portuguese. */
export function localeOf(given: Given, env: NodeJS.ProcessEnv = process.env): Locale {
  if (given.locale !== undefined) {
    const asked = LOCALES.find((locale) => locale === given.locale)
    if (asked === undefined) throw new Usage(`--locale must be ${LOCALES.join(', ')}.`)
    return asked
  }
  const terminal = (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').slice(0, 2)
  return LOCALES.find((locale) => locale.slice(0, 2) === terminal) ?? 'pt-BR'
}
