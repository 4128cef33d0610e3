/** Makes a queue: so many run at once, the others wait for their turn in the order they came. */
export function createQueue(parallel: number): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (run) => {
    if (running >= parallel) await new Promise<void>((go) => waiting.push(go))
    else running++
    try {
      return await run()
    } finally {
      // The place is handed on as it is, so that nobody who comes just now slips in between.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
