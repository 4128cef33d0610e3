const minute = 60_000
const allowed = 100
const most = 20_000

/**
 * Counts wrong tokens by address in memory. After too many in a minute the address must wait, except with what was right
 * within the last ten: behind one proxy everybody has one address, and a stranger's guesses must not shut out the others.
 */
export const failureCounter = (now: () => number) => {
  const counted = new Map<string, { since: number; failures: number }>()
  const right = new Map<string, number>()
  const entry = (address: string) => {
    const found = counted.get(address)
    return found && now() - found.since < minute ? found : undefined
  }
  return {
    /** Seconds to wait before another attempt is looked at; 0 when it may come now. */
    wait(address: string, fingerprint: string): number {
      const found = entry(address)
      if (!found || found.failures < allowed || now() - (right.get(fingerprint) ?? 0) < 10 * minute) return 0
      return Math.ceil((found.since + minute - now()) / 1000)
    },
    wrong(address: string): void {
      const found = entry(address)
      if (found) {
        found.failures++
        return
      }
      if (counted.size >= most) counted.clear()
      counted.set(address, { since: now(), failures: 1 })
    },
    right(fingerprint: string): void {
      if (right.size >= most) right.clear()
      right.set(fingerprint, now())
    },
  }
}
