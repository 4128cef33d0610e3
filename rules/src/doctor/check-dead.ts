import type { Condition } from '../document.ts'
import { text } from '../text.ts'
import { cubesOf } from './cube.ts'
import type { Draft } from './doctor-finding.ts'
import { matchesAlone } from './engine.ts'
import type { Entry, Examination } from './entry.ts'
import { readCondition } from './formula.ts'
import { probes } from './probe.ts'
import { conditionInWords, quote, say } from './words.ts'

const NEVER = text(
  'A regra {rule} nunca se aplica: suas condições não podem valer juntas. Corrija-as ou desligue a regra.',
  'La regla {rule} nunca se aplica: sus condiciones no pueden cumplirse juntas. Corríjalas o apague la regla.',
  'The rule {rule} never matches: its conditions cannot hold together. Correct them or turn the rule off.',
)
const BECAUSE = text(
  'A regra {rule} nunca se aplica: {one} e {other} não podem valer juntas. Corrija uma delas ou desligue a regra.',
  'La regla {rule} nunca se aplica: {one} y {other} no pueden cumplirse juntas. Corrija una o apague la regla.',
  'The rule {rule} never matches: {one} and {other} cannot hold together. Correct one of them or turn the rule off.',
)
const ALONE = text(
  'A regra {rule} nunca se aplica: {one} nunca é verdade. Corrija a condição ou desligue a regra.',
  'La regla {rule} nunca se aplica: {one} nunca es verdad. Corrija la condición o apague la regla.',
  'The rule {rule} never matches: {one} is never true. Correct the condition or turn the rule off.',
)
const TURN_OFF = text('Desligar a regra', 'Apagar la regla', 'Turn the rule off')

/** The edit that turns a rule off. */
export const turnOff = (rule: string) => [{ op: 'add', pointer: `${rule}/enabled`, value: false }] as const

/** Says in which words a rule can be turned off. */
export const TURNING_OFF = TURN_OFF

/** Finds a rule whose conditions exclude each other. No facts can show it, so many are tried in the engine to refute it. */
export async function checkDead(entry: Entry, examination: Examination): Promise<readonly Draft[]> {
  const { cubes, on } = entry
  const { catalogue, locale } = examination
  if (cubes === null || cubes.length > 0) return []
  for (const facts of probes([entry], on, 12, examination)) if (await matchesAlone(entry, facts, catalogue)) return []
  const [at, message] = reasonOf(entry, examination)
  return [
    {
      kind: 'dead',
      severity: 'error',
      otherIds: [],
      at,
      message,
      fix: { label: TURN_OFF[locale], edits: turnOff },
    },
  ]
}

// The shortest reason: one part of the rule that is never true, or two that exclude each other.
function reasonOf({ rule, uses }: Entry, examination: Examination): readonly [at: string, message: string] {
  const { catalogue, locale } = examination
  const parts = 'all' in rule.conditions ? rule.conditions.all : []
  const shared = Object.fromEntries(uses)
  const excluded = (all: readonly Condition[]) => {
    const reading = readCondition({ all }, shared, catalogue)
    return reading !== null && cubesOf(reading.formula, catalogue)?.length === 0
  }
  const name = quote(rule.name)
  const alone = parts.findIndex((part) => excluded([part]))
  if (parts[alone] !== undefined) {
    const one = conditionInWords(parts[alone], examination)
    return [`/conditions/all/${alone}`, say(ALONE, locale, { rule: name, one })]
  }
  for (const [index, part] of parts.entries())
    for (const [before, earlier] of parts.slice(0, index).entries()) {
      if (!excluded([earlier, part])) continue
      const [one, other] = [conditionInWords(earlier, examination), conditionInWords(part, examination)]
      return [`/conditions/all/${Math.max(index, before)}`, say(BECAUSE, locale, { rule: name, one, other })]
    }
  return ['/conditions', say(NEVER, locale, { rule: name })]
}
