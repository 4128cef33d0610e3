// npm run test:fuzz -- 10: every parser of plugins/*/test/fuzz.ts on mutated bytes for so many minutes each. A second number
// is a seed to run again, a third word the name of the only plugin to run. What breaks a parser is kept beside the others.
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type FuzzTarget, fuzzFor } from '../src/testing/campaign.ts'

const [minutes = '1', seed = String(Date.now() % 2 ** 31), only] = process.argv.slice(2)
if (!(Number(minutes) > 0 && Number.isInteger(Number(seed)))) {
  console.error('Usage: npm run test:fuzz -- [MINUTES [SEED [PLUGIN]]]')
  process.exit(2)
}

const plugins = fileURLToPath(new URL('../../', import.meta.url))
const files = readdirSync(plugins)
  .filter((name) => only === undefined || name === only)
  .map((name) => join(plugins, name, 'test', 'fuzz.ts'))
  .filter((file) => existsSync(file) && file !== fileURLToPath(import.meta.url))
if (files.length === 0) {
  console.error('There is no plugins/*/test/fuzz.ts to run.')
  process.exit(2)
}
for (const file of files) {
  const { default: target } = (await import(pathToFileURL(file).href)) as { default: FuzzTarget }
  const { runs, broken } = await fuzzFor(target, Number(minutes) * 60_000, Number(seed))
  console.log(`${broken ? '✗' : '✓'} ${target.name}  (${runs} bodies, seed ${seed})`)
  if (!broken) continue
  process.exitCode = 1
  const kept = join(tmpdir(), `faladesk-fuzz-${seed}-${files.indexOf(file)}.bin`)
  writeFileSync(kept, broken.bytes)
  console.log(`  ${broken.why}\n  the bytes are in ${kept}`)
}
