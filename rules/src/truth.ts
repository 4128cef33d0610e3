/** What is known of a condition so far: `UNKNOWN` until a pending fact is fetched or the engine has judged. */
export type Truth = typeof FALSE | typeof TRUE | typeof UNKNOWN | typeof THROWS

/** It does not hold, whatever the pending facts turn out to be. */
export const FALSE = 0
/** It holds, whatever the pending facts turn out to be. */
export const TRUE = 1
/** A pending fact decides, or a comparison threw where that may yet not matter. */
export const UNKNOWN = 2
/** A comparison that may break did, or depends on a pending fact: only the engine knows. */
export const THROWS = 3
