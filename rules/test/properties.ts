// npm run test:properties -- 200000: the engine's laws against plain json-rules-engine for as long as wanted, each time
// with a new seed. A second number is a seed to run again.
import fc from 'fast-check'
import { laws } from './laws.ts'

const [runs = 200_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number)
if (!(runs > 0 && Number.isInteger(seed))) {
  console.error('Usage: npm run test:properties -- [RUNS [SEED]]')
  process.exit(2)
}
for (const { name, property, seen } of laws()) {
  const began = performance.now()
  const details = await fc.check(property, { numRuns: runs, seed })
  const took = `${((performance.now() - began) / 1_000).toFixed(1)} s`
  console.log(
    `${details.failed ? '✗' : '✓'} ${name}  (${details.numRuns} runs, seed ${seed}, ${took})  ${JSON.stringify(seen)}`,
  )
  if (details.failed) {
    console.log(fc.defaultReportMessage(details), details.errorInstance)
    process.exitCode = 1
  }
}
