import type { Clue } from './access.ts'
import { foldPhrase } from './fold.ts'
import { phrasesOf } from './operators-text.ts'
import { isLeaf, type PreparedLeaf, type PreparedNode } from './prepare.ts'

/** What a rule set mentions: how choosy a clue is shows in what the other rules look for. */
export interface Census {
  /** How many phrases contain a word. */
  readonly words: ReadonlyMap<string, number>
  /** The different values that rules compare a fact with, by `placeOf`. */
  readonly values: ReadonlyMap<string, ReadonlySet<unknown>>
}

/** Where a clue is looked for. */
export const placeOf = (kind: Clue['kind'], fact: string, path: string | undefined): string =>
  path === undefined ? `${kind} ${fact}` : `${kind} ${fact} ${path}`

/** Takes the census of rules. */
export function takeCensus(rules: readonly PreparedNode[]): Census {
  const words = new Map<string, number>()
  const values = new Map<string, Set<unknown>>()

  const mention = (kind: Clue['kind'], { fact, path }: PreparedLeaf, mentioned: readonly unknown[]) => {
    const place = placeOf(kind, fact, path)
    const set = values.get(place) ?? new Set()
    values.set(place, set)
    for (const value of mentioned) set.add(value)
  }
  const visit = (node: PreparedNode): void => {
    if (!isLeaf(node)) {
      for (const part of node.parts) visit(part)
      return
    }
    switch (node.known) {
      case 'equal':
        mention('equal', node, [node.value])
        break
      case 'in':
        mention('equal', node, Array.isArray(node.value) ? node.value : [])
        break
      case 'contains':
        mention('element', node, [node.value])
        break
      case 'hasAnyWord':
      case 'hasAllWords':
      case 'equalsText':
        for (const phrase of phrasesOf(node.value))
          for (const word of foldPhrase(phrase).words) words.set(word, (words.get(word) ?? 0) + 1)
    }
  }
  for (const rule of rules) visit(rule)
  return { words, values }
}
