import { longestRising } from '../longest-rising.ts'
import { type Entry, isComparable } from './entry.ts'

/** The rules that can be compared, in order, and what became of them since the census before. */
export interface Census {
  readonly entries: readonly Entry[]
  /** New, or moved past others. */
  readonly changed: ReadonlySet<Entry>
  readonly added: readonly Entry[]
  readonly gone: ReadonlySet<Entry>
}

/** Counts the rules of one version of a document after another. */
export function createCensus() {
  let before: readonly Entry[] = []
  let order = new Map<Entry, number>()

  return (all: readonly Entry[]): Census => {
    const entries: readonly Entry[] = all.filter(isComparable)
    const now = new Map<Entry, number>(entries.map((entry, index) => [entry, index]))
    const gone = new Set(before.filter((entry) => !now.has(entry)))
    const added: Entry[] = []
    const kept: Entry[] = []
    const places: number[] = []
    for (const entry of entries) {
      const place = order.get(entry)
      if (place === undefined) added.push(entry)
      else {
        kept.push(entry)
        places.push(place)
      }
    }
    const changed = new Set(added)
    if (places.some((place, index) => place < (places[index - 1] ?? -1))) {
      const stayed = longestRising(places)
      for (const [index, entry] of kept.entries()) if (!stayed.has(index)) changed.add(entry)
    }
    before = entries
    order = now
    return { entries, changed, added, gone }
  }
}
