import type { Perform } from './scene.ts'

/** Says nothing and keeps things as they are: the customer is expected to go on. */
export const wait: Perform = async () => ({ ok: true })
