import { fold } from '../fold.ts'
import type { Constraint } from './constraint.ts'
import type { Cube } from './cube.ts'
import type { Entry } from './entry.ts'
import type { TextRange } from './range-text.ts'

/** Finds the rules that everything in a cube might match, without looking at the others. */
export interface CubeIndex {
  add(entry: Entry): void
  remove(entry: Entry): void
  /** Every rule of concern with an alternative that might hold the whole cube, and some that do not. */
  around(cube: Cube, concerns: (entry: Entry) => boolean): Iterable<Entry>
}

const MOST_POINTS = 16

/**
 * A rule holds a cube only if the cube asks for everything the rule asks for. So each alternative is filed under one of
 * the things it asks for, the rarest so far, and looked up under all the things the cube asks for.
 */
export function createCubeIndex(): CubeIndex {
  const drawers = new Map<string, Set<Filed>>()
  const filed = new Map<Entry, Filed[]>()

  const size = (label: string) => drawers.get(label)?.size ?? 0

  return {
    add(entry) {
      const all: Filed[] = []
      for (const cube of entry.cubes ?? []) {
        let best: readonly string[] = [EVERYTHING]
        let least = Number.POSITIVE_INFINITY
        for (const [key, part] of cube.parts)
          for (const choice of asksFor(key, part)) {
            const cost = Math.max(...choice.map(size)) + (choice[0]?.endsWith('*') ? 8 : choice.length / 4)
            if (cost < least) [best, least] = [choice, cost]
          }
        const one = { entry, mask: cube.mask, labels: best }
        for (const label of best) drawers.set(label, (drawers.get(label) ?? new Set()).add(one))
        all.push(one)
      }
      filed.set(entry, all)
    },
    remove(entry) {
      for (const one of filed.get(entry) ?? [])
        for (const label of one.labels) {
          drawers.get(label)?.delete(one)
          if (size(label) === 0) drawers.delete(label)
        }
      filed.delete(entry)
    },
    around(cube, concerns) {
      const found = new Set<Entry>()
      const without = ~cube.mask
      // Whoever asks about more facts than the cube cannot hold it.
      for (const label of offers(cube))
        for (const one of drawers.get(label) ?? [])
          if ((one.mask & without) === 0 && concerns(one.entry)) found.add(one.entry)
      return found
    },
  }
}

interface Filed {
  readonly entry: Entry
  readonly mask: number
  readonly labels: readonly string[]
}

const EVERYTHING = '*'

// Each choice is a set of drawers one of which every cube inside looks into.
function asksFor(key: string, { points, text, number, list }: Constraint): readonly (readonly string[])[] {
  const general = [[`${key}*`]]
  if (text === null && number === null && list === null)
    return points.length <= MOST_POINTS ? [points.map((point) => pointLabel(key, point))] : general
  if (points.length > 0) return general
  if (text !== null && number === null && list === null) {
    const choices = wordChoices(text)
    return choices.length > 0 ? choices.map((words) => words.map((word) => wordLabel(key, word))) : general
  }
  if (list !== null && text === null && number === null && list.has.length > 0)
    return list.has.map((item) => [itemLabel(key, item)])
  return general
}

// For each choice of pieces that are whole words, the longest word of each; an inner text finds no word.
const wordChoices = ({ some }: TextRange): readonly (readonly string[])[] =>
  some
    .filter((choice) => choice.every((piece) => piece.folded.startsWith(' ') && piece.folded.endsWith(' ')))
    .map((choice) => choice.map((piece) => wordsOf(piece.folded).reduce((a, b) => (b.length > a.length ? b : a), '')))

function* offers(cube: Cube): Generator<string> {
  yield EVERYTHING
  for (const [key, { points, text, list }] of cube.parts) {
    yield `${key}*`
    const [point] = points
    if (points.length > 0) yield pointLabel(key, point)
    if (typeof point === 'string') for (const word of fold(point).words) yield wordLabel(key, word)
    if (text !== null) {
      for (const [piece] of text.some) for (const word of wordsOf(piece?.folded ?? '')) yield wordLabel(key, word)
      for (const word of wordsOf(text.whole?.folded ?? '')) yield wordLabel(key, word)
    }
    if (list !== null) for (const item of list.has) yield itemLabel(key, item)
  }
}

const wordsOf = (folded: string): readonly string[] => folded.split(' ').filter((word) => word !== '')
const pointLabel = (key: string, point: unknown): string => `${key}=${typeof point}:${String(point)}`
const wordLabel = (key: string, word: string): string => `${key}~${word}`
const itemLabel = (key: string, item: unknown): string => `${key}∋${typeof item}:${String(item)}`
