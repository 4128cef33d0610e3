// npm test and npm run check: every check, then every test, counted. The last line is `N passed, N failed[, N skipped]`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureChromium } from './chromium.mjs'

const root = dirname(fileURLToPath(import.meta.url))
const quick = process.argv.includes('--check')
const count = { passed: 0, failed: 0, skipped: 0 }

interface Report {
  testResults: { name: string; status: string; message: string; assertionResults: { status: string }[] }[]
}

/** Runs one of the project's tools to its end on this Node; its output is the reader's. */
function run(tool: string, args: string[], env: NodeJS.ProcessEnv = process.env): boolean {
  const bin = join(root, 'node_modules', '.bin', tool)
  const path = `${dirname(process.execPath)}:${join(root, 'node_modules', '.bin')}:${env.PATH ?? ''}`
  return spawnSync(bin, args, { cwd: root, stdio: 'inherit', env: { ...env, PATH: path } }).status === 0
}

function check(name: string, tool: string, args: string[]): void {
  const began = Date.now()
  const passed = run(tool, args)
  count[passed ? 'passed' : 'failed'] += 1
  console.log(`${passed ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
}

function tests(): void {
  const folder = mkdtempSync(join(tmpdir(), 'faladesk-report-'))
  const file = join(folder, 'report.json')
  const skips = quick ? ['--exclude', '**/*.browser.test.ts', '--exclude', '**/*.journey.test.ts'] : []
  run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...skips])
  if (!existsSync(file)) {
    console.log('✗ the tests did not run to their end')
    count.failed += 1
    return
  }
  for (const result of (JSON.parse(readFileSync(file, 'utf8')) as Report).testResults) {
    const states = result.assertionResults.map((one) => one.status)
    count.passed += states.filter((state) => state === 'passed').length
    count.failed += states.filter((state) => state === 'failed').length
    count.skipped += states.filter((state) => ['pending', 'skipped', 'todo', 'disabled'].includes(state)).length
    // A file that could not even be read has no test to fail: it counts as one.
    if (result.status === 'failed' && !states.includes('failed')) count.failed += 1
  }
  rmSync(folder, { recursive: true, force: true })
}

check('format and lint', 'biome', ['ci', '--error-on-warnings', '.'])
for (const room of ['rules', 'plugins', 'core', 'supabase', 'studio', '.'])
  check(`types of ${room}`, 'tsc', ['-p', room])
check('dead code', 'knip', ['--no-progress'])
if (!quick) {
  await ensureChromium()
  check('Studio builds', 'vite', ['build', 'studio', '--logLevel', 'warn'])
}
tests()

console.log(`${count.passed} passed, ${count.failed} failed${count.skipped ? `, ${count.skipped} skipped` : ''}`)
process.exitCode = count.failed ? 1 : 0
