/** How large a rule document may be; the same numbers guard saving and evaluating. */
export const LIMITS = {
  rules: 10_000,
  /** Named conditions that rules share. */
  sharedConditions: 200,
  tests: 1_000,
  /** Groups inside groups, shared conditions counted where they are used. */
  depth: 16,
  /** Comparisons one rule makes, shared conditions counted each time they are used. */
  leaves: 64,
  decorators: 2,
  listItems: 500,
  /** Characters of one word or phrase in a list. */
  itemLength: 200,
  valueLength: 1_000,
  /** Characters of a text a customer receives or a note an agent reads. */
  messageLength: 4_096,
  nameLength: 120,
  pathLength: 300,
  descriptionLength: 2_000,
  /** JSON nesting of the whole document. */
  nesting: 64,
  /** JSON values in the whole document. */
  values: 500_000,
  /** JSON values in one rule or one shared condition; more than the other limits let it have. */
  valuesOfPart: 50_000,
  /** Characters of all keys and strings together. */
  characters: 16_000_000,
  /** Problems reported at once. */
  problems: 100,
  /** Characters of a customer's text that the word operators read. */
  readText: 100_000,
} as const

/** Keys that could reach an object's prototype; no document may contain them. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
