#!/usr/bin/env node
// npx faladesk: runs the command line on the Node it needs, whichever node the machine has.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
const pinned = () => join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node')

// Whoever reads the answer may stop reading, as in `… | head`: that is no error.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

if (Number(process.versions.node.split('.')[0]) >= 24) {
  const { run } = await import('./main.ts')
  process.exitCode = await run(process.argv.slice(2), console.log, console.error)
} else {
  const child = spawnSync(pinned(), [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  if (child.error)
    console.error(`Faladesk needs Node 24, and its own could not be started: ${child.error.message}. Run npm install.`)
  process.exitCode = child.status ?? 1
}
