import type { Catalogue } from '../catalogue.ts'
import { text } from '../text.ts'
import { atomOf } from './atom.ts'
import type { Census } from './census.ts'
import { SHADOWED } from './check-pairs.ts'
import { type Cube, meet, meetAll, within } from './cube.ts'
import type { DoctorFinding } from './doctor-finding.ts'
import { decideOnly, matchedIn } from './engine.ts'
import type { Entry, Examination } from './entry.ts'
import { type Facts, factsOf } from './example.ts'
import type { Lookout } from './lookout.ts'
import { exampleInWords, quote, say } from './words.ts'

const UNION = text(
  'A regra {rule} nunca responde: as regras {others}, que vêm antes, juntas já pegam tudo o que ela pega. Suba a regra ou desligue-a.',
  'La regla {rule} nunca responde: las reglas {others}, que van antes, juntas ya toman todo lo que ella toma. Súbala o apáguela.',
  'The rule {rule} never answers: the rules {others}, which come first, together catch all that it catches. Move it up or turn it off.',
)
const SHOWS = text(
  'Com {facts} quem responde é {other}.',
  'Con {facts} responde {other}.',
  'With {facts}, {other} answers.',
)

const MOST_PARTS = 24
const SLICE = 100

/** Finds, for each reply rule that no single rule shadows, the earlier rules that together do. */
export function createUnions(lookout: Lookout, catalogue: Catalogue) {
  const covers = new Map<Entry, readonly Entry[]>()
  // Rules a single other shadowed are looked at once that one is gone.
  const looked = new Set<Entry>()

  const cover = (entry: Entry): readonly Entry[] | null => {
    const [group = ''] = SHADOWED.groups(entry)
    const index = lookout.indexOf(group)
    const cubes = entry.cubes ?? []
    if (index === undefined || cubes.length === 0) return null
    const used = new Set<Entry>()
    const near = (other: Entry) => other !== entry && SHADOWED.concerns(entry, other)
    const caught = (cube: Cube): boolean => {
      for (const other of index.around(cube, near)) {
        if (other.cubes?.some((one) => within(cube, one))) {
          used.add(other)
          return true
        }
      }
      return false
    }
    for (const cube of cubes)
      if (!caught(cube) && !splits(cube, catalogue).some((parts) => parts.every(caught))) return null
    return used.size > 1 ? [...used] : null
  }

  // A new rule matters only where it could catch a part: it asks about nothing the other does not ask about.
  const concerned = (entry: Entry, newer: readonly Entry[]): boolean => {
    for (const other of newer) {
      if (!SHADOWED.concerns(entry, other) || other.moment !== entry.moment) continue
      for (const cube of entry.cubes ?? [])
        for (const one of other.cubes ?? [])
          if ((one.mask & ~cube.mask) === 0 && meetAll(cube, one, catalogue) !== null) return true
    }
    return false
  }

  return async (
    { entries, changed, gone }: Census,
    shadowed: ReadonlyMap<Entry, Entry>,
    pause: () => Promise<void>,
  ): Promise<ReadonlyMap<Entry, readonly Entry[]>> => {
    for (const entry of gone) {
      covers.delete(entry)
      looked.delete(entry)
    }
    const newer = [...changed].filter(({ rule }) => rule.lane === 'reply')
    let slice = 0
    for (const entry of entries) {
      if (entry.rule.lane !== 'reply') continue
      if (shadowed.has(entry)) {
        covers.delete(entry)
        looked.delete(entry)
        continue
      }
      const stale = covers.get(entry)?.some((other) => gone.has(other) || changed.has(other)) ?? false
      if (looked.has(entry) && !stale && !changed.has(entry) && !concerned(entry, newer)) continue
      const found = cover(entry)
      looked.add(entry)
      if (found === null) covers.delete(entry)
      else covers.set(entry, found)
      if (++slice % SLICE === 0) await pause()
    }
    return covers
  }
}

// The ways to take a cube apart by what it asks: by each word of a list, or by each value.
function splits(cube: Cube, catalogue: Catalogue): readonly (readonly Cube[])[] {
  const ways: (readonly Cube[])[] = []
  for (const { points, text: texts, number, list, literals } of cube.parts.values()) {
    const [first] = literals
    if (first === undefined || first.atom.opaque) continue
    const { fact, path } = first.atom
    const about = path === undefined ? { fact } : { fact, path }
    const only = (operator: string, value: string | number | boolean | readonly string[]): Cube | null => {
      const atom = atomOf({ ...about, operator, value }, catalogue)
      return atom === undefined ? null : meet(cube, { atom, yes: true }, catalogue)
    }
    if (texts !== null && points.length === 0 && number === null && list === null) {
      for (const choice of texts.some)
        if (choice.length > 1 && choice.length <= MOST_PARTS)
          ways.push(choice.map((piece) => only('hasAnyWord', [piece.written])).filter((part) => part !== null))
    } else if (texts === null && number === null && list === null && points.length > 1 && points.length <= MOST_PARTS) {
      const plain = points.filter((point) => ['string', 'number', 'boolean'].includes(typeof point))
      if (plain.length === points.length)
        ways.push(plain.map((point) => only('equal', point as string)).filter((part) => part !== null))
    }
  }
  return ways.filter((parts) => parts.length > 1)
}

/** What the engine showed of a rule and those that together shadow it. */
export interface UnionSight {
  readonly facts: Facts
  /** The one that answered. */
  readonly by: string
}

/** Shows each alternative of a rule to the engine with the rules that catch it; null when it is not as claimed. */
export async function seeUnion(
  entry: Entry,
  others: readonly Entry[],
  { catalogue }: Examination,
): Promise<UnionSight | null> {
  let shown: UnionSight | null = null
  for (const cube of (entry.cubes ?? []).flatMap((cube) => [cube, ...splits(cube, catalogue).flat()])) {
    const facts = factsOf(cube, entry.on)
    if (facts === null) continue
    const decision = await decideOnly([...inOrder(others), entry], facts, catalogue)
    if (!matchedIn(decision, entry.rule.id)) continue
    if (decision.reply === null || decision.reply.ruleId === entry.rule.id) return null
    shown ??= { facts, by: decision.reply.ruleName }
  }
  return shown
}

/** Puts a rule that others together shadow into words. */
export function unionFinding(
  { facts, by }: UnionSight,
  entry: Entry,
  others: readonly Entry[],
  { locale }: Examination,
): DoctorFinding {
  const together = inOrder(others)
  const names = together.slice(0, 4).map(({ rule }) => quote(rule.name))
  return {
    kind: 'shadowed',
    severity: 'warning',
    ruleId: entry.rule.id,
    otherIds: together.map(({ rule }) => rule.id),
    pointer: `/rules/${entry.position}`,
    message: say(UNION, locale, {
      rule: quote(entry.rule.name),
      others: `${names.join(', ')}${together.length > 4 ? '…' : ''}`,
    }),
    example: { facts, shows: say(SHOWS, locale, { facts: exampleInWords(facts), other: quote(by) }) },
  }
}

const inOrder = (entries: readonly Entry[]): readonly Entry[] =>
  [...entries].sort((one, other) => one.position - other.position)
