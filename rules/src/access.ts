import { type Census, placeOf } from './census.ts'
import { foldPhrase } from './fold.ts'
import { phrasesOf } from './operators-text.ts'
import { isLeaf, type PreparedLeaf, type PreparedNode } from './prepare.ts'

/** One thing to find in a message's facts: a fact equal to a value, a list with an element, a text with a word. */
export interface Clue {
  readonly kind: 'equal' | 'element' | 'word'
  readonly fact: string
  readonly path: string | undefined
  readonly value: unknown
}

/** Clues of which at least one is there whenever a condition holds, and about how often one is. */
export interface Access {
  readonly clues: readonly Clue[]
  readonly chance: number
}

/**
 * The clues of a condition (its access predicate), or null when nothing has to be there for it to hold: negations,
 * decorated and plugin operators, orders, comparisons of two facts.
 */
export function accessOf(node: PreparedNode, census: Census): Access | null {
  if (isLeaf(node)) return leafAccess(node, census)
  const parts = node.parts.map((part) => accessOf(part, census))
  switch (node.group) {
    case 'condition':
      return parts[0] ?? null
    case 'not':
      return null
    case 'all':
      return rarest(parts)
    case 'any':
      return union(parts)
  }
}

function rarest(parts: readonly (Access | null)[]): Access | null {
  let best: Access | null = null
  for (const part of parts) if (part !== null && (best === null || part.chance < best.chance)) best = part
  return best
}

function union(parts: readonly (Access | null)[]): Access | null {
  const all: Access[] = []
  for (const part of parts) {
    if (part === null) return null
    all.push(part)
  }
  return { clues: all.flatMap(({ clues }) => clues), chance: all.reduce((sum, { chance }) => sum + chance, 0) }
}

function leafAccess(leaf: PreparedLeaf, census: Census): Access | null {
  const { value } = leaf
  switch (leaf.known) {
    case 'equal':
      return isScalar(value) ? valueClues('equal', leaf, [value], census) : null
    case 'in':
      return Array.isArray(value) ? valueClues('equal', leaf, value.filter(isScalar), census) : null
    case 'contains':
      return isScalar(value) ? valueClues('element', leaf, [value], census) : null
    case 'hasAnyWord':
      return wordClues(leaf, phrasesOf(value), census)
    case 'hasAllWords': {
      const each = phrasesOf(value).map((phrase) => wordClues(leaf, [phrase], census))
      return rarest(each) ?? wordClues(leaf, [], census)
    }
    case 'equalsText':
      return wordClues(leaf, phrasesOf(value).slice(0, 1), census)
    default:
      return null
  }
}

const isScalar = (value: unknown): boolean => value === null || typeof value !== 'object'

// The chances below are guesses; only the choice among clues depends on them, never an answer.

// What rules compare with many values has many values; a list has several at once.
function valueClues(kind: 'equal' | 'element', leaf: PreparedLeaf, values: readonly unknown[], census: Census): Access {
  const { fact, path } = leaf
  const known = census.values.get(placeOf(kind, fact, path))?.size ?? 0
  const chance = (kind === 'element' ? 3 : 1) / (known + 1)
  return { clues: values.map((value) => ({ kind, fact, path, value })), chance: chance * values.length }
}

// A phrase is there only with all of its words, so its rarest stands for it; one without words is nowhere.
function wordClues({ fact, path }: PreparedLeaf, phrases: readonly string[], census: Census): Access {
  const clues: Clue[] = []
  let chance = 0
  for (const phrase of phrases) {
    const words = [...foldPhrase(phrase).words]
    const [rare] = words.sort((a, b) => wordChance(a, census) - wordChance(b, census))
    if (rare === undefined) continue
    clues.push({ kind: 'word', fact, path, value: rare })
    chance += wordChance(rare, census)
  }
  return { clues, chance }
}

// A word of many rules is a common word, and so is a short one.
const wordChance = (word: string, { words }: Census): number =>
  Math.min(0.5, (20 * (words.get(word) ?? 1)) / (words.size + 20) / word.length)
