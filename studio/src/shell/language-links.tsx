import { useTranslation } from 'react-i18next'
import { chooseLocale, localeNames, locales } from '../lib/locale.ts'

/** The languages, by their own names, for someone who is not signed in yet. */
export function LanguageLinks() {
  const { i18n } = useTranslation()
  return (
    <div className="language-links">
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={i18n.language === locale}
          onClick={() => void chooseLocale(locale)}
        >
          {localeNames[locale]}
        </button>
      ))}
    </div>
  )
}
