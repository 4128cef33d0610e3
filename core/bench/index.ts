// npm run bench: the measured promises of the design, each as a ratio or a time in one run.
//   npm run bench                 all of them        npm run bench -- ingest e2e     some of them
//   npm run bench -- --json FILE  also writes [{name, ratio, goal, pass, detail}]
import { writeFileSync } from 'node:fs'
import { burst } from './burst.ts'
import { endToEnd, endToEndAtFifty } from './end-to-end.ts'
import { ingest } from './ingest.ts'
import type { Measure } from './measure.ts'
import { publish } from './publish.ts'
import { rules } from './rules.ts'

const benches: Record<string, () => Promise<Measure[]>> = {
  ingest: async () => [...(await ingest()), ...(await endToEndAtFifty())],
  e2e: endToEnd,
  burst,
  publish,
  rules,
}

const words = process.argv.slice(2)
const fileAt = words.indexOf('--json')
const file = fileAt >= 0 ? words.splice(fileAt, 2)[1] : undefined
const unknown = words.filter((word) => !(word in benches))
if (unknown.length > 0 || (fileAt >= 0 && !file)) {
  console.error(`Usage: npm run bench -- [${Object.keys(benches).join('|')}]… [--json FILE]`)
  process.exit(2)
}

const measures: Measure[] = []
for (const [name, bench] of Object.entries(benches)) {
  if (words.length > 0 && !words.includes(name)) continue
  console.log(`${name} …`)
  for (const measure of await bench()) {
    measures.push(measure)
    console.log(
      `  ${measure.pass ? '✓' : '✗'} ${measure.name}  ${measure.ratio}  (goal ${measure.goal})  ${measure.detail}`,
    )
  }
}
if (file) writeFileSync(file, `${JSON.stringify(measures, null, 2)}\n`)
process.exitCode = measures.every((measure) => measure.pass) ? 0 : 1
