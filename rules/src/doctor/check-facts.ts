import { isPluginFact } from '../catalogue.ts'
import type { Operand } from '../document.ts'
import type { Edit } from '../edit.ts'
import { nearest, text } from '../text.ts'
import type { Draft } from './doctor-finding.ts'
import type { Entry, Examination } from './entry.ts'
import { quote, say } from './words.ts'

const UNKNOWN = text(
  'A regra {rule} pergunta por {name}, que nenhum plugin instalado informa: aqui isso nunca se sabe. Instale o plugin ou tire esta condição.',
  'La regla {rule} pregunta por {name}, que ningún plugin instalado informa: aquí nunca se sabe. Instale el plugin o quite esta condición.',
  'The rule {rule} asks about {name}, which no installed plugin tells: here it is never known. Install the plugin or remove this condition.',
)
const CHANGE = text('Trocar por {name}', 'Cambiar por {name}', 'Change to {name}')

/** Finds facts of plugins that are not installed; any other unknown fact is refused when the document is saved. */
export function checkFacts({ rule, reading }: Entry, { catalogue, locale }: Examination): readonly Draft[] {
  return reading.leaves.flatMap((leaf) =>
    asked(leaf.comparison.fact, leaf.comparison.value)
      .filter(({ name }) => !catalogue.facts.has(name))
      .map(({ name, place }): Draft => {
        const at = leaf.at + place
        const near = leaf.shared ? undefined : nearest(name, [...catalogue.facts.keys()].filter(isPluginFact))
        return {
          kind: 'unknown-fact',
          severity: 'warning',
          otherIds: [],
          at,
          shared: leaf.shared,
          message: say(UNKNOWN, locale, { rule: quote(rule.name), name: quote(name) }),
          fix: near === undefined ? undefined : change(at, near, say(CHANGE, locale, { name: quote(near) })),
        }
      }),
  )
}

const change = (at: string, near: string, label: string) => ({
  label,
  edits: (rule: string): Edit[] => [{ op: 'replace', pointer: rule + at, value: near }],
})

const asked = (fact: string, value: Operand): readonly { name: string; place: string }[] => [
  { name: fact, place: '/fact' },
  ...(typeof value === 'object' && value !== null && 'fact' in value
    ? [{ name: value.fact, place: '/value/fact' }]
    : []),
]
