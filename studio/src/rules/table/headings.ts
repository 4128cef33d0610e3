import { type Locale, operatorParts } from '@faladesk/rules'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { ourCatalogue } from '../../lib/catalogue.ts'
import type { Locale as Language } from '../../lib/locale.ts'
import type { Column } from './columns.ts'

/** A column's heading: what it is about and, below, how it is compared. */
export interface Heading {
  readonly title: string
  readonly under: string | null
}

/** The heading of a condition. */
export function conditionHeading(column: Column & { kind: 'condition' }, locale: Locale): Heading {
  const { decorators, base } = operatorParts(column.operator)
  const fact = ourCatalogue().facts.get(column.fact)
  const operator = ourCatalogue().operators.get(base)
  const title = `${fact?.label[locale] ?? column.fact}${column.path ? ` ${column.path.slice(2)}` : ''}`
  const plainNot = decorators.length === 1 && decorators[0] === 'not'
  if (!operator || (decorators.length > 0 && !plainNot)) return { title, under: column.operator }
  if (base === 'equal' && fact?.type === 'boolean' && !plainNot) return { title, under: null }
  return { title, under: (plainNot ? operator.negated : operator.label)[locale].replace(/:$/u, '') }
}

/** Returns the headings of columns, in the person's language. */
export function useHeadings() {
  const { t, i18n } = useTranslation('rules-canvas')
  const words = useTranslation('rules').t
  const locale = i18n.language as Language
  return useCallback(
    (column: Column): Heading => {
      switch (column.kind) {
        case 'name':
          return { title: t('table.name'), under: null }
        case 'action':
          return { title: t('table.action'), under: null }
        case 'param':
          return {
            title: words(`param.${column.param}`, {
              defaultValue: t(`table.param.${column.param}`, { defaultValue: column.param }),
            }),
            under: null,
          }
        case 'condition':
          return conditionHeading(column, locale)
      }
    },
    [t, words, locale],
  )
}

/** A heading in one line, as it is copied to a spreadsheet and found again in one. */
export const headingLine = ({ title, under }: Heading): string => (under === null ? title : `${title} ${under}`)
