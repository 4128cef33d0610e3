import type { Fact } from '@faladesk/rules'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import type { PickerOption } from '../../ui/picker.tsx'
import { factChoices } from './fact-choices.ts'

/** The facts of the catalogue as choices, grouped by what they are about, in the person's language. */
export function useFactOptions(wanted?: (fact: Fact) => boolean): readonly PickerOption[] {
  const { t, i18n } = useTranslation('rules-tree')
  const locale = i18n.language as Locale
  return useMemo(() => {
    const headingOf = (about: string) => t(`about.${about}`, { defaultValue: t('about.other') })
    return factChoices(locale, headingOf, { wanted, lazy: t('fact.lazy') })
  }, [locale, t, wanted])
}
