import { CATALOGUE, type Fact } from '@faladesk/rules'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import type { PickerOption } from '../../ui/picker.tsx'

/** The facts of the catalogue as choices, grouped by what they are about. */
export function useFactOptions(wanted?: (fact: Fact) => boolean): readonly PickerOption[] {
  const { t, i18n } = useTranslation('rules-tree')
  const locale = i18n.language as Locale
  return useMemo(
    () =>
      [...CATALOGUE.facts.values()]
        .filter((fact) => wanted?.(fact) ?? true)
        .map((fact) => ({ fact, about: fact.name.split('.')[0] ?? '' }))
        .map(({ fact, about }) => ({
          value: fact.name,
          label: fact.label[locale],
          group: t(`about.${about}`, { defaultValue: t('about.other') }),
          hint: fact.lazy ? t('fact.lazy') : undefined,
        })),
    [locale, t, wanted],
  )
}
