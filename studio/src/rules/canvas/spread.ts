/**
 * Places things along a line as near as possible (least squares) to where each wishes to be, at least `step` apart and
 * none before `start`. The wishes come sorted. Neighbours that would collide are moved together, as one.
 */
export function spread(wishes: readonly number[], step: number, start: number): readonly number[] {
  const runs: { sum: number; count: number }[] = []
  wishes.forEach((wish, index) => {
    let run = { sum: wish - index * step, count: 1 }
    for (let last = runs.at(-1); last && last.sum / last.count > run.sum / run.count; last = runs.at(-1)) {
      runs.pop()
      run = { sum: run.sum + last.sum, count: run.count + last.count }
    }
    runs.push(run)
  })
  return runs
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => Math.max(start, sum / count)))
    .map((at, index) => at + index * step)
}
