import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { preference } from './preference.ts'

export const locales = ['pt-BR', 'es', 'en'] as const
export type Locale = (typeof locales)[number]
export const localeNames: Record<Locale, string> = { 'pt-BR': 'Português (Brasil)', es: 'Español', en: 'English' }

// One small file per language and feature, fetched when the feature is first shown.
const texts = import.meta.glob<{ default: Record<string, unknown> }>('../i18n/*/*.json')

const fetchTexts = {
  type: 'backend' as const,
  read(language: string, namespace: string, done: (error: unknown, texts: Record<string, unknown> | null) => void) {
    const load = texts[`../i18n/${language}/${namespace}.json`]
    if (!load) return done(new Error(`There are no ${language} texts named ${namespace}.`), null)
    load().then(
      (module) => done(null, module.default),
      (error: unknown) => done(error, null),
    )
  },
}

/** The first language of ours among those a person prefers; Portuguese when none is. */
export function pickLocale(preferred: readonly string[]): Locale {
  for (const wanted of preferred) {
    const language = wanted.slice(0, 2).toLowerCase()
    const found = locales.find((locale) => locale.slice(0, 2) === language)
    if (found) return found
  }
  return 'pt-BR'
}

/** Readies translations in the remembered language, else in the browser's. */
export async function startTexts() {
  const remembered = preference.read('locale')
  const locale = pickLocale(remembered ? [remembered] : navigator.languages)
  document.documentElement.lang = locale
  await i18next
    .use(fetchTexts)
    .use(initReactI18next)
    .init({
      lng: locale,
      fallbackLng: 'pt-BR',
      supportedLngs: [...locales],
      load: 'currentOnly',
      ns: ['common', 'shell'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    })
}

/** Changes the language at once, and remembers it in this browser. */
export async function chooseLocale(locale: Locale) {
  preference.write('locale', locale)
  document.documentElement.lang = locale
  await i18next.changeLanguage(locale)
}
