import { LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { chooseLocale, localeNames, locales } from '../lib/locale.ts'
import { chooseTheme, type ThemeChoice, useTheme } from '../lib/theme.ts'
import type { MenuChoice } from '../ui/menu.tsx'
import { useSignOut } from './sign-out.ts'

const themes = { system: Monitor, light: Sun, dark: Moon }

/** What a person may choose for themselves: theme, language, and to leave. */
export function useUserChoices(): MenuChoice[] {
  const { t, i18n } = useTranslation('shell')
  const { choice } = useTheme()
  const signOut = useSignOut()
  return [
    ...(Object.keys(themes) as ThemeChoice[]).map((theme, index) => ({
      key: theme,
      label: t(`theme.${theme}`),
      icon: themes[theme],
      selected: choice === theme,
      heading: index === 0 ? t('theme.heading') : undefined,
      onSelect: () => chooseTheme(theme),
    })),
    ...locales.map((locale, index) => ({
      key: locale,
      label: localeNames[locale],
      selected: i18n.language === locale,
      heading: index === 0 ? t('language') : undefined,
      onSelect: () => void chooseLocale(locale),
    })),
    { key: 'sign-out', label: t('signOut'), icon: LogOut, heading: t('account'), onSelect: signOut },
  ]
}
