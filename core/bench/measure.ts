/** One promise and what this run made of it; `ratio` is the figure the goal speaks of (a ratio, or milliseconds). */
export interface Measure {
  name: string
  ratio: number
  goal: string
  pass: boolean
  detail: string
}

/** The middle of some figures. */
export const median = (figures: number[]): number => quantile(figures, 0.5)

/** The smallest figure that at least this share of the figures does not exceed. */
export function quantile(figures: number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** Rounds to three digits that count. */
export const rounded = (figure: number): number => Number(figure.toPrecision(3))

/** A promise of at least so much. */
export const atLeast = (name: string, ratio: number, goal: number, detail: string): Measure => ({
  name,
  ratio: rounded(ratio),
  goal: `≥ ${goal}`,
  pass: ratio >= goal,
  detail,
})

/** A promise of at most so much. */
export const atMost = (name: string, ratio: number, goal: number, detail: string): Measure => ({
  name,
  ratio: rounded(ratio),
  goal: `≤ ${goal}`,
  pass: ratio <= goal,
  detail,
})
