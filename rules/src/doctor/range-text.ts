import { foldPhrase } from '../fold.ts'
import type { Literal } from './atom.ts'
import { keepOpaque } from './range-number.ts'

/** A piece that a folded text holds; at its start, when so marked. Whole words carry their spaces. */
export interface Piece {
  readonly folded: string
  readonly start: boolean
  /** As its author wrote it, for examples. */
  readonly written: string
}

/** The texts a fact may still be, told by the pieces of their folded form. */
export interface TextRange {
  /** Of each of these, at least one is in it. */
  readonly some: readonly (readonly Piece[])[]
  /** None of these is. */
  readonly none: readonly Piece[]
  /** Of each of these, at least one is not. */
  readonly lacks: readonly (readonly Piece[])[]
  /** Its whole folded form, once known. */
  readonly whole: Piece | undefined
  readonly blank: boolean | undefined
  /** Exact texts it is not. */
  readonly not: readonly string[]
  readonly opaque: ReadonlyMap<string, boolean>
}

/** Every text. */
export const TEXTS: TextRange = {
  some: [],
  none: [],
  lacks: [],
  whole: undefined,
  blank: undefined,
  not: [],
  opaque: new Map(),
}

const BLANK: Piece = { folded: '  ', start: true, written: '' }

/** Whether a text that holds one piece surely holds another. */
export const brings = (piece: Piece, other: Piece): boolean =>
  other.start ? piece.start && piece.folded.startsWith(other.folded) : piece.folded.includes(other.folded)

/** The pieces of a word operator's operand; phrases without letters, digits or emoji are in no text. */
export function piecesOf(operand: unknown): readonly (Piece | null)[] {
  const phrases = typeof operand === 'string' ? [operand] : Array.isArray(operand) ? operand : []
  return phrases
    .filter((phrase): phrase is string => typeof phrase === 'string')
    .map((written) => {
      const { padded, words } = foldPhrase(written)
      return words.size === 0 ? null : { folded: padded, start: false, written }
    })
}

/** The texts of a range that answer a question so; null when none do. */
export function meetTexts(range: TextRange, { atom, yes }: Literal): TextRange | null {
  const { operand } = atom
  switch (atom.operator) {
    case 'hasAnyWord':
    case 'hasNoneOfWords': {
      const pieces = piecesOf(operand).filter((piece) => piece !== null)
      return (atom.operator === 'hasAnyWord') === yes ? withSome(range, pieces) : withNone(range, pieces)
    }
    case 'hasAllWords': {
      const pieces = piecesOf(operand)
      const every = pieces.filter((piece) => piece !== null)
      if (pieces.length === 0 || every.length < pieces.length) return yes ? null : range
      if (!yes) return settled({ ...range, lacks: [...range.lacks, every] })
      return settled({ ...range, some: [...range.some, ...every.map((piece) => [piece])] })
    }
    case 'containsText':
    case 'startsWithText': {
      const piece = partial(operand, atom.operator === 'startsWithText')
      if (piece === null) return yes ? null : range
      return yes ? withSome(range, [piece]) : withNone(range, [piece])
    }
    case 'equalsText': {
      const [piece = null] = typeof operand === 'string' ? piecesOf(operand) : []
      if (piece === null) return yes ? null : range
      if (!yes) return range.whole?.folded === piece.folded ? null : keepOpaque(range, atom.id, false)
      if (range.whole !== undefined && range.whole.folded !== piece.folded) return null
      const same = keepOpaque({ ...range, whole: { ...piece, start: true } }, atom.id, true)
      return same === null ? null : settled(same)
    }
    case 'isPresent':
    case 'isEmpty': {
      const blank = (atom.operator === 'isEmpty') === yes
      if (range.blank === !blank || (blank && range.whole !== undefined && range.whole !== BLANK)) return null
      return settled({ ...range, blank, ...(blank ? { whole: BLANK } : {}) })
    }
    default:
      return keepOpaque(range, atom.id, yes)
  }
}

function partial(operand: unknown, start: boolean): Piece | null {
  if (typeof operand !== 'string') return null
  const { padded } = foldPhrase(operand)
  const folded = start ? padded.trimEnd() : padded.trim()
  return folded === '' ? null : { folded, start, written: operand }
}

const withSome = (range: TextRange, pieces: readonly Piece[]): TextRange | null =>
  settled({ ...range, some: [...range.some, pieces] })

const withNone = (range: TextRange, pieces: readonly Piece[]): TextRange | null =>
  settled({ ...range, none: [...range.none, ...pieces] })

// Drops what the rest of the range excludes; null when nothing is left of a choice.
function settled(range: TextRange): TextRange | null {
  const { whole } = range
  // `BLANK` is also what punctuation alone folds to, so a blank text is known by its whole form too.
  const absent = (piece: Piece): boolean =>
    range.none.some((gone) => brings(piece, gone)) || (whole !== undefined && !brings(whole, piece))
  const some: (readonly Piece[])[] = []
  for (const choice of range.some) {
    const left = choice.filter((piece) => !absent(piece))
    if (left.length === 0) return null
    some.push(left)
  }
  if (whole !== undefined && range.none.some((piece) => brings(whole, piece))) return null
  const starts = some.flatMap((choice) => (choice.length === 1 && choice[0]?.start ? choice : []))
  if (starts.some((one) => starts.some((other) => !brings(one, other) && !brings(other, one)))) return null
  const sure = (piece: Piece): boolean =>
    (whole !== undefined && brings(whole, piece)) || some.some((choice) => choice.every((one) => brings(one, piece)))
  for (const group of range.lacks) if (group.every(sure)) return null
  return { ...range, some }
}
