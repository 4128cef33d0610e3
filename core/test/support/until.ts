import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again until `found` gives something truthy; fails with `what` after `ms`. */
export async function until<T>(what: string, found: () => T | Promise<T>, ms = 30_000): Promise<NonNullable<T>> {
  const deadline = Date.now() + ms
  for (;;) {
    const value = await found()
    if (value) return value as NonNullable<T>
    if (Date.now() > deadline) throw new Error(`waited ${ms} ms in vain until ${what}`)
    await sleep(25)
  }
}
