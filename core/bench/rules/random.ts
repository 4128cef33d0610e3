/** Chance that repeats itself: the same seed, the same numbers (mulberry32). */
export interface Random {
  /** From 0 to just under 1. */
  next(): number
  /** A whole number under `limit`. */
  below(limit: number): number
  chance(share: number): boolean
  pick<T>(items: readonly T[]): T
  /** Picks by weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T
  /** Picks by rank, the first most often (Zipf). */
  ranked<T>(items: readonly T[], exponent: number): T
}

/** Starts a stream of numbers. */
export function random(seed: number): Random {
  let state = seed >>> 0
  const sums = new Map<string, Float64Array>()
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const at = <T>(items: readonly T[], index: number): T => items[index] as T
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    chance: (share) => next() < share,
    pick: (items) => at(items, Math.floor(next() * items.length)),
    weighted(items) {
      let left = next()
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return at(items, items.length - 1)[0]
    },
    ranked(items, exponent) {
      const key = `${items.length} ${exponent}`
      const known = sums.get(key) ?? zipf(items.length, exponent)
      sums.set(key, known)
      const wanted = next() * (known.at(-1) ?? 0)
      let [low, high] = [0, items.length - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((known[middle] ?? 0) < wanted) low = middle + 1
        else high = middle
      }
      return at(items, low)
    },
  }
}

function zipf(length: number, exponent: number): Float64Array {
  const sums = new Float64Array(length)
  let sum = 0
  for (let rank = 0; rank < length; rank++) {
    sum += 1 / (rank + 1) ** exponent
    sums[rank] = sum
  }
  return sums
}
