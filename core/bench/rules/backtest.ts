import { decide, prepareDocument } from '@faladesk/rules'
import { median } from '../measure.ts'
import { cpuMicroseconds } from './cpu.ts'
import { workload } from './workload.ts'

const messages = 10_000
const slice = 10
const rounds = 3

/** Ten thousand messages against a thousand rules, as a backtest replays them: seconds of CPU, and the longest block. */
export async function backtest(): Promise<{ seconds: number; block: number; reading: number }> {
  const work = workload(1_000, { messages })
  const runs: { seconds: number; block: number; reading: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const stop = watchLoop()
    const began = cpuMicroseconds()
    const prepared = prepareDocument(work.document)
    const reading = (cpuMicroseconds() - began) / 1_000
    let since = performance.now()
    for (const { facts, ai } of work.messages) {
      const lazy = { names: new Set(Object.keys(ai)), fetch: async () => ai }
      await decide(prepared, facts, { lazy, explain: 'matched' })
      if (performance.now() - since < slice) continue
      await new Promise(setImmediate)
      since = performance.now()
    }
    runs.push({ seconds: (cpuMicroseconds() - began) / 1_000_000, block: await stop(), reading })
  }
  const middle = (pick: (run: (typeof runs)[number]) => number) => median(runs.map(pick))
  return {
    seconds: middle(({ seconds }) => seconds),
    block: middle(({ block }) => block),
    reading: middle(({ reading }) => reading),
  }
}

// Another task of the same process that wants its turn all the time: the longest it waited is the longest block.
function watchLoop(): () => Promise<number> {
  let [longest, last, watching] = [0, performance.now(), true]
  const turn = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (watching) setImmediate(turn)
  }
  setImmediate(turn)
  return async () => {
    await new Promise(setImmediate)
    watching = false
    return longest
  }
}
