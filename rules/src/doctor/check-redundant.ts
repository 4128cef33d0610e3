import type { Catalogue } from '../catalogue.ts'
import { type Condition, type Group, partsOf } from '../document.ts'
import type { Edit } from '../edit.ts'
import { sameJson } from '../same-json.ts'
import { text } from '../text.ts'
import { cubesOf, implies } from './cube.ts'
import type { Draft } from './doctor-finding.ts'
import { matchesAlone } from './engine.ts'
import { type Entry, type Examination, isComparable, isSure } from './entry.ts'
import { type Facts, factsOf } from './example.ts'
import { readCondition } from './formula.ts'
import { literalsOf, probes } from './probe.ts'
import { conditionInWords, exampleInWords, quote, say } from './words.ts'

const REDUNDANT = text(
  'Na regra {rule}, {part} não muda nada: o resto já decide. Retire essa parte.',
  'En la regla {rule}, {part} no cambia nada: el resto ya decide. Quite esa parte.',
  'In the rule {rule}, {part} changes nothing: the rest already decides. Remove that part.',
)
const SHOWS = text(
  'Com {facts} a regra vale, com essa parte ou sem ela.',
  'Con {facts} la regla se cumple, con esa parte o sin ella.',
  'With {facts} the rule matches, with that part or without it.',
)
const REMOVE = text('Retirar a parte que sobra', 'Quitar la parte que sobra', 'Remove the part that is not needed')

/** Finds parts of a rule without which it matches exactly the same messages. */
export async function checkRedundant(entry: Entry, examination: Examination): Promise<readonly Draft[]> {
  const { rule, reading, on } = entry
  const { catalogue, locale } = examination
  if (!isComparable(entry) || !isSure(entry)) return []
  const mayGo = spareable(entry, examination)
  const places = removable(rule.conditions).filter(({ condition }) => mayGo(condition))
  if (places.length === 0) return []
  const drafts: Draft[] = []
  let kept: Condition = rule.conditions
  const [cube] = entry.cubes
  const facts = cube && factsOf(cube, on)
  if (!facts) return []
  const tried = [facts, ...probes([entry], on, 6, examination)]
  let usual: readonly boolean[] | undefined
  for (const place of places.toReversed()) {
    const without = removed(kept, place.steps)
    if (without === null) continue
    const less = readCondition(without, Object.fromEntries(reading.uses), catalogue)
    const cubes = less && cubesOf(less.formula, catalogue)
    if (less === null || !cubes || cubes.length === 0) continue
    if (!implies(cubes, entry.cubes) || !implies(entry.cubes, cubes)) continue
    const lighter = { rule: { ...rule, conditions: without as Group }, uses: less.uses }
    usual ??= await answers(entry, tried, catalogue)
    if (usual[0] !== true || !sameJson(usual, await answers(lighter, tried, catalogue))) continue
    kept = without
    const at = `/conditions/${place.steps.join('/')}`
    drafts.push({
      kind: 'redundant',
      severity: 'hint',
      otherIds: [],
      at,
      message: say(REDUNDANT, locale, {
        rule: quote(rule.name),
        part: conditionInWords(place.condition, examination),
      }),
      example: { facts, shows: say(SHOWS, locale, { facts: exampleInWords(facts) }) },
      fix: { label: REMOVE[locale], edits: (rule): Edit[] => [{ op: 'remove', pointer: rule + at }] },
    })
  }
  // What lies inside a part that goes need not be told.
  return drafts.filter(({ at }) => !drafts.some((other) => at.startsWith(`${other.at}/`)))
}

// A part can only be spared where another speaks of the same fact, or where it says nothing at all.
function spareable({ reading }: Entry, { catalogue }: Examination): (part: Condition) => boolean {
  const times = new Map<string, number>()
  for (const { atom } of literalsOf(reading.formula)) times.set(atom.key, (times.get(atom.key) ?? 0) + 1)
  return (part) => {
    const read = readCondition(part, Object.fromEntries(reading.uses), catalogue)
    return literalsOf(read?.formula ?? { all: [] }).some(
      (literal) => (times.get(literal.atom.key) ?? 0) > 1 || cubesOf(literal, catalogue)?.[0]?.mask === 0,
    )
  }
}

// One rule over many facts, so that the engine reads each rule once.
async function answers(one: Pick<Entry, 'rule' | 'uses'>, about: readonly Facts[], catalogue: Catalogue) {
  const said: boolean[] = []
  for (const facts of about) said.push(await matchesAlone(one, facts, catalogue))
  return said
}

interface Place {
  readonly steps: readonly string[]
  readonly condition: Condition
}

// Items of an `all` or `any` that is not left empty; what a shared condition holds belongs to others too.
function removable(condition: Condition, steps: readonly string[] = []): readonly Place[] {
  const parts = partsOf(condition) ?? []
  return parts.flatMap(({ condition: part, step }) => {
    const inner = [...steps, ...step.split('/')]
    const here = step !== 'not' && parts.length > 1 ? [{ steps: inner, condition: part }] : []
    return [...here, ...removable(part, inner)]
  })
}

function removed(condition: Condition, steps: readonly string[]): Condition | null {
  const [group, index = '', ...rest] = steps
  if (group === 'not' && 'not' in condition) {
    const inner = removed(condition.not, steps.slice(1))
    return inner && { ...condition, not: inner }
  }
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null
  const part = parts?.[Number(index)]
  if (!parts || part === undefined) return null
  if (rest.length === 0)
    return parts.length < 2 ? null : ({ ...condition, [group ?? '']: parts.toSpliced(Number(index), 1) } as Condition)
  const inner = removed(part, rest)
  return inner && ({ ...condition, [group ?? '']: parts.with(Number(index), inner) } as Condition)
}
