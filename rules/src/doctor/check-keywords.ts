import type { Catalogue } from '../catalogue.ts'
import { operatorParts } from '../decorators.ts'
import { text } from '../text.ts'
import { cubesOf, meetAll } from './cube.ts'
import type { Draft } from './doctor-finding.ts'
import { matchesAlone } from './engine.ts'
import type { Entry, Examination } from './entry.ts'
import { eventFacts, type Facts, factsOf } from './example.ts'
import { type Leaf, readCondition } from './formula.ts'
import { brings, type Piece, piecesOf } from './range-text.ts'
import { quote, say } from './words.ts'

const COVERED = text(
  'Em {rule}, {word} sobra: quem escreve isso já escreve {other}. Retire a palavra que sobra.',
  'En {rule}, {word} sobra: quien escribe eso ya escribe {other}. Quite la palabra que sobra.',
  'In {rule}, {word} is not needed: whoever writes it also writes {other}. Remove the one not needed.',
)
const SAME = text(
  'Em {rule}, {word} e {other} são a mesma palavra: acentos, maiúsculas e pontuação não contam. Retire uma.',
  'En {rule}, {word} y {other} son la misma palabra: no cuentan acentos, mayúsculas ni puntuación. Quite una.',
  'In {rule}, {word} and {other} are the same word: accents, case and punctuation do not count. Remove one.',
)
const SHOWS = text(
  'Quem escreve {text} é reconhecido também sem {word}.',
  'Quien escribe {text} se reconoce también sin {word}.',
  'Whoever writes {text} is recognised without {word} too.',
)
const REMOVE = text('Retirar {word}', 'Quitar {word}', 'Remove {word}')

/** Finds words of a list that another word of the list makes needless. */
export async function checkKeywords(entry: Entry, examination: Examination): Promise<readonly Draft[]> {
  const drafts: Draft[] = []
  for (const leaf of entry.reading.leaves) {
    // Of a shared condition each rule would say the same; it is told where the words stand, once.
    if (leaf.shared) continue
    for (const needless of needlessWords(leaf)) {
      const draft = await draftOf(entry, leaf, needless, examination)
      if (draft !== null) drafts.push(draft)
    }
  }
  return drafts
}

interface Needless {
  readonly index: number
  readonly word: string
  readonly other: string
  readonly same: boolean
}

/** The words of a list that change nothing, each with the one that makes it needless. */
export function needlessWords({ comparison }: Pick<Leaf, 'comparison'>): readonly Needless[] {
  const { decorators, base } = operatorParts(comparison.operator)
  const each = base === 'hasAllWords'
  if (!(each || base === 'hasAnyWord' || base === 'hasNoneOfWords')) return []
  if (decorators.some((name) => name !== 'not') || !Array.isArray(comparison.value)) return []
  const pieces = piecesOf(comparison.value)
  if (pieces.length !== comparison.value.length) return []
  // With “any”, what holds the longer one holds the shorter one; with “all”, the longer one asks for the shorter one.
  const covers = (one: Piece, other: Piece) => (each ? brings(one, other) : brings(other, one))
  return pieces.flatMap((piece, index) => {
    const by = pieces.findIndex((other, n) => {
      if (n === index || piece === null || other === null) return false
      return other.folded === piece.folded ? n < index : covers(other, piece)
    })
    const other = pieces[by]
    if (piece === null || !other) return []
    return [{ index, word: piece.written, other: other.written, same: other.folded === piece.folded }]
  })
}

async function draftOf(
  entry: Entry,
  leaf: Leaf,
  { index, word, other, same }: Needless,
  { catalogue, locale }: Examination,
): Promise<Draft | null> {
  const { rule } = entry
  const value = (leaf.comparison.value as readonly string[]).toSpliced(index, 1)
  const lighter = { ...entry, rule: { ...rule, conditions: replaced(rule.conditions, leaf.at, value) } }
  const facts = factsWith(entry, leaf, word, catalogue)
  const tried: Facts = facts ?? { ...eventFacts(entry.on), [leaf.comparison.fact]: word }
  const before = await matchesAlone(entry, tried, catalogue)
  const after = await matchesAlone(lighter, tried, catalogue)
  // Where the words are forbidden, whoever writes them is kept out with the word and without it: nothing to show.
  if (before !== after || (facts !== null && !before)) return null
  const text = quote(String(facts?.[leaf.comparison.fact] ?? word))
  const said = { rule: quote(rule.name), word: quote(word), other: quote(other), text }
  const at = `${leaf.at}/value/${index}`
  return {
    kind: 'keyword-subsumed',
    severity: 'hint',
    otherIds: [],
    at,
    message: say(same ? SAME : COVERED, locale, said),
    ...(facts === null ? {} : { example: { facts, shows: say(SHOWS, locale, said) } }),
    fix: { label: say(REMOVE, locale, said), edits: (rule) => [{ op: 'remove', pointer: rule + at }] },
  }
}

// Facts under which the word is said and the rule matches; null when saying it keeps the rule from matching.
function factsWith({ cubes, on }: Entry, { comparison }: Leaf, word: string, catalogue: Catalogue): Facts | null {
  const said = readCondition({ ...comparison, operator: 'hasAnyWord', value: [word] }, {}, catalogue)
  const [asked] = (said && cubesOf(said.formula, catalogue)) ?? []
  for (const cube of cubes ?? []) {
    const both = asked && meetAll(cube, asked, catalogue)
    const facts = both && factsOf(both, on)
    if (facts) return facts
  }
  return null
}

function replaced<T>(node: T, at: string, value: unknown): T {
  const steps = at.split('/').slice(2)
  const visit = (here: unknown, [step, ...rest]: readonly string[]): unknown => {
    if (step === undefined) return { ...(here as object), value }
    if (Array.isArray(here)) return here.with(Number(step), visit(here[Number(step)], rest))
    return { ...(here as object), [step]: visit((here as Record<string, unknown>)[step], rest) }
  }
  return visit(node, steps) as T
}
