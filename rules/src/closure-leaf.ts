import { type Folded, foldPhrase, foldText, holdsPhrase } from './fold.ts'
import { phrasesOf } from './operators-text.ts'
import type { PreparedLeaf } from './prepare.ts'
import { type Facts, PENDING, reader } from './snapshot.ts'
import { FALSE, THROWS, TRUE, type Truth, UNKNOWN } from './truth.ts'
import { isObject } from './walk-value.ts'

/** A comparison as a function of the facts. */
export type LeafClosure = (facts: Facts) => Truth

/** Compiles a comparison; the commonest ones take short ways with the same answers. */
export function leafClosure(leaf: PreparedLeaf): LeafClosure {
  const { value, compare } = leaf
  const get = reader(leaf.fact, leaf.path)
  // What may break leaves the whole rule to the engine, both while it is pending and when it does.
  const pending = leaf.breakable ? THROWS : UNKNOWN
  if (isObject(value)) {
    const other = reader(String(value.fact), value.path as string | undefined)
    return (facts) => {
      const [actual, expected] = [get(facts), other(facts)]
      if (actual === PENDING || expected === PENDING) return pending
      return compared(compare, actual, expected, pending)
    }
  }
  const quick = leaf.known === undefined ? undefined : SHORT[leaf.known]?.(value)
  if (quick !== undefined)
    return (facts) => {
      const actual = get(facts)
      return actual === PENDING ? pending : quick(actual) ? TRUE : FALSE
    }
  return (facts) => {
    const actual = get(facts)
    return actual === PENDING ? pending : compared(compare, actual, value, pending)
  }
}

function compared(compare: PreparedLeaf['compare'], actual: unknown, expected: unknown, threw: Truth): Truth {
  try {
    return compare(actual, expected) ? TRUE : FALSE
  } catch {
    return threw
  }
}

type Test = (actual: unknown) => boolean

// Operators of ours whose value can be made ready beforehand.
const SHORT: Readonly<Record<string, (value: unknown) => Test | undefined>> = {
  equal: (value) => (actual) => actual === value,
  notEqual: (value) => (actual) => actual !== value,
  contains: (value) => (actual) => Array.isArray(actual) && actual.includes(value),
  in: (value) => (Array.isArray(value) ? among(value) : undefined),
  hasAnyWord: (value) => words(value, (phrases, text) => phrases.some((phrase) => phrase(text))),
  hasAllWords: (value) => {
    const every = words(value, (phrases, text) => phrases.every((phrase) => phrase(text)))
    return phrasesOf(value).length > 0 ? every : () => false
  },
}

function among(values: readonly unknown[]): Test {
  const set = new Set(values)
  return (actual) => set.has(actual)
}

function words(
  value: unknown,
  holds: (phrases: readonly ((text: Folded) => boolean)[], text: Folded) => boolean,
): Test {
  const phrases = phrasesOf(value).map(finder)
  return (actual) => typeof actual === 'string' && holds(phrases, foldText(actual))
}

function finder(phrase: string): (text: Folded) => boolean {
  const folded = foldPhrase(phrase)
  const [word, ...others] = folded.words
  if (word !== undefined && others.length === 0 && folded.padded === ` ${word} `) return (text) => text.words.has(word)
  return (text) => holdsPhrase(text, folded)
}
