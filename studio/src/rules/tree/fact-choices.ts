import type { Fact, Locale } from '@faladesk/rules'
import { ourCatalogue } from '../../lib/catalogue.ts'
import type { PickerOption } from '../../ui/picker.tsx'

/** The facts rules may ask about as choices, under what they are about; a plugin's under its own heading. */
export const factChoices = (
  locale: Locale,
  headingOf: (about: string) => string,
  { wanted, lazy }: { wanted?: ((fact: Fact) => boolean) | undefined; lazy?: string } = {},
): readonly PickerOption[] =>
  [...ourCatalogue().facts.values()]
    .filter((fact) => wanted?.(fact) ?? true)
    .map((fact) => ({
      value: fact.name,
      label: fact.label[locale],
      group: fact.heading?.[locale] ?? headingOf(fact.name.split('.')[0] ?? ''),
      hint: fact.lazy ? lazy : undefined,
    }))
