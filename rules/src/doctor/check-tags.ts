import { operatorParts } from '../decorators.ts'
import { text } from '../text.ts'
import type { DoctorFinding } from './doctor-finding.ts'
import type { Entry, Examination } from './entry.ts'
import { quote, say } from './words.ts'
import { writesOf } from './writes.ts'

const UNKNOWN = text(
  'A regra {rule} procura a etiqueta {name}, que ninguém tem e nenhuma regra põe. Corrija o nome ou crie a etiqueta.',
  'La regla {rule} busca la etiqueta {name}, que nadie tiene y ninguna regla pone. Corrija el nombre o cree la etiqueta.',
  'The rule {rule} looks for the tag {name}, which nobody has and no rule sets. Correct the name or create the tag.',
)

/** Finds tags that rules ask about, nobody has, and no rule of the document sets. */
export function checkTags(entries: readonly Entry[], { references, locale }: Examination): readonly DoctorFinding[] {
  if (references === undefined) return []
  const known = new Set(references.tags)
  for (const { rule } of entries)
    for (const { target, value } of writesOf(rule))
      if (target.startsWith('tag ') && value === true) known.add(target.slice('tag '.length))
  return entries.flatMap(({ rule, position, reading }) =>
    reading.leaves.flatMap(({ comparison, at, shared }): DoctorFinding[] => {
      const { fact, value } = comparison
      if (fact !== 'contact.tags' && fact !== 'conversation.tags') return []
      const { base } = operatorParts(comparison.operator)
      if (base !== 'contains' && base !== 'doesNotContain') return []
      const names = Array.isArray(value) ? value : [value]
      return names
        .filter((name): name is string => typeof name === 'string' && !known.has(name))
        .map((name) => ({
          kind: 'unknown-tag',
          severity: 'warning',
          ruleId: rule.id,
          otherIds: [],
          pointer: `${shared ? '' : `/rules/${position}`}${at}/value`,
          message: say(UNKNOWN, locale, { rule: quote(rule.name), name: quote(name) }),
        }))
    }),
  )
}
