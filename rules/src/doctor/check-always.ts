import { text } from '../text.ts'
import { cubesOf } from './cube.ts'
import type { Draft } from './doctor-finding.ts'
import { matchesAlone } from './engine.ts'
import { type Entry, type Examination, isSure } from './entry.ts'
import { eventFacts } from './example.ts'
import { negation } from './formula.ts'
import { probes } from './probe.ts'
import { quote, say } from './words.ts'

const ALWAYS = text(
  'A regra {rule} vale sempre, diga o cliente o que disser. Se não é isso que você quer, corrija as condições.',
  'La regla {rule} se cumple siempre, diga lo que diga el cliente. Si no es lo que busca, corrija las condiciones.',
  'The rule {rule} always matches, whatever the customer says. If you do not want that, correct its conditions.',
)
const SHOWS = text(
  'Vale até quando não se sabe nada da mensagem.',
  'Se cumple aun sin saber nada del mensaje.',
  'It matches even when nothing is known of the message.',
)

/** Finds a rule that every message matches, even one of which nothing is known. */
export async function checkAlways(entry: Entry, examination: Examination): Promise<readonly Draft[]> {
  const { rule, reading, on } = entry
  const { catalogue, locale } = examination
  if (!isSure(entry) || cubesOf(negation(reading.formula), catalogue)?.length !== 0) return []
  const facts = eventFacts(on)
  for (const tried of [facts, ...probes([entry], on, 12, examination)])
    if (!(await matchesAlone(entry, tried, catalogue))) return []
  return [
    {
      kind: 'always',
      // In the background, and as the last answer, it may well be meant.
      severity: 'hint',
      otherIds: [],
      at: '/conditions',
      message: say(ALWAYS, locale, { rule: quote(rule.name) }),
      example: { facts, shows: SHOWS[locale] },
    },
  ]
}
