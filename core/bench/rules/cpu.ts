import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Processor time of this whole process in microseconds, its garbage collector and native threads included. */
export function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** How much processor time one run of `work` takes, in microseconds, over as many runs as fill `budget` of it. */
export async function cpuOf(work: (round: number) => unknown, budget: number, atLeast = 1): Promise<number> {
  const began = cpuMicroseconds()
  let runs = 0
  while (runs < atLeast || cpuMicroseconds() - began < budget) await work(runs++)
  return (cpuMicroseconds() - began) / runs
}

setFlagsFromString('--expose-gc')

/** Clears the memory of what nobody needs any more, now. */
export const collectGarbage = runInNewContext('gc') as () => void
