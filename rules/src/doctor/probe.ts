import type { RuleTrigger } from '../document.ts'
import type { Literal } from './atom.ts'
import { type Constraint, everything } from './constraint.ts'
import type { Entry, Examination } from './entry.ts'
import { eventFacts, type Facts, interesting, put } from './example.ts'
import type { Formula } from './formula.ts'

/** Facts drawn by lot from the values some rules are interested in, the same ones each time. */
export function probes(
  entries: readonly Pick<Entry, 'reading'>[],
  on: RuleTrigger,
  count: number,
  { catalogue }: Pick<Examination, 'catalogue'>,
): readonly Facts[] {
  const asked = new Map<string, Literal[]>()
  for (const { reading } of entries)
    for (const literal of literalsOf(reading.formula))
      if (!literal.atom.opaque) asked.set(literal.atom.key, [...(asked.get(literal.atom.key) ?? []), literal])
  const choices = [...asked.values()].flatMap((literals) => {
    const [first] = literals
    if (first === undefined) return []
    const constraint: Constraint = everything(first.atom, catalogue)
    return [{ atom: first.atom, values: interesting(literals, constraint) }]
  })
  let lot = 1
  return Array.from({ length: count }, () => {
    const facts: Facts = {}
    for (const { atom, values } of choices) {
      lot = (Math.imul(lot, 1_664_525) + 1_013_904_223) >>> 0
      const value = values[(lot >>> 8) % values.length]
      if (value !== undefined) put(facts, atom.fact, atom.path, value)
    }
    return { ...eventFacts(on, facts), ...facts }
  })
}

/** Every literal of a formula. */
export const literalsOf = (formula: Formula): readonly Literal[] =>
  'atom' in formula ? [formula] : ('all' in formula ? formula.all : formula.any).flatMap(literalsOf)
