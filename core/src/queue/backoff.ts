/** After so many attempts a thing is put aside for a human. */
export const mostAttempts = 8

/** How long to wait before the next attempt: a quarter second, doubling, at most a minute. */
export const backoffMs = (attempts: number): number => Math.min(60_000, 250 * 2 ** attempts)
