/** The indexes of a longest rising run of numbers, in n log n: in a new order, those nobody had to move. */
export function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  // For each length, the index of the smallest number a run of that length can end with.
  const ends: number[] = []
  const previous: number[] = []
  numbers.forEach((number, index) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    previous[index] = low > 0 ? (ends[low - 1] ?? -1) : -1
    ends[low] = index
  })
  const run = new Set<number>()
  for (let index = ends.at(-1) ?? -1; index !== -1; index = previous[index] ?? -1) run.add(index)
  return run
}
