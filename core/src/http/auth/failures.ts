const minute = 60_000
const allowed = 100
const most = 20_000
const tellAfterMs = 100

/**
 * Counts wrong tokens by address in memory, those sent to other replicas too (`spread` tells them of ours). After too many in
 * a minute the address must wait, except with what was right within the last ten: behind one proxy everybody has one address,
 * and a stranger's guesses must not shut out the others.
 */
export const failureCounter = (now: () => number, spread: (address: string, times: number) => void = () => {}) => {
  const counted = new Map<string, { since: number; failures: number }>()
  const right = new Map<string, number>()
  const unsaid = new Map<string, number>()
  const entry = (address: string) => {
    const found = counted.get(address)
    return found && now() - found.since < minute ? found : undefined
  }
  const add = (address: string, times: number): void => {
    const found = entry(address)
    if (found) {
      found.failures += times
      return
    }
    if (counted.size >= most) counted.clear()
    counted.set(address, { since: now(), failures: times })
  }
  const tell = () => {
    const some = [...unsaid]
    unsaid.clear()
    for (const [address, times] of some) spread(address, times)
  }
  return {
    /** Seconds to wait before another attempt is looked at; 0 when it may come now. */
    wait(address: string, fingerprint: string): number {
      const found = entry(address)
      if (!found || found.failures < allowed || now() - (right.get(fingerprint) ?? 0) < 10 * minute) return 0
      return Math.ceil((found.since + minute - now()) / 1000)
    },
    wrong(address: string): void {
      add(address, 1)
      // Told together: a flood of guesses makes no flood of words.
      if (unsaid.size === 0) setTimeout(tell, tellAfterMs).unref()
      if (unsaid.size < most) unsaid.set(address, (unsaid.get(address) ?? 0) + 1)
    },
    /** Counts what was sent to another replica. */
    elsewhere: add,
    right(fingerprint: string): void {
      if (right.size >= most) right.clear()
      right.set(fingerprint, now())
    },
  }
}
