import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { watchFlags } from '../../watch.ts'
import { until } from './support/until.ts'

const folder = mkdtempSync(join(tmpdir(), 'faladesk-reload-'))
const [root, elsewhere] = [join(folder, 'desk'), join(folder, 'elsewhere')]
let core: ChildProcess | undefined
afterAll(() => {
  core?.kill()
  rmSync(folder, { recursive: true, force: true })
})

const write = (file: string, text: string) => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

test('npm run dev starts core again when a plugin changes, here or where a link leads', async () => {
  for (const name of ['core', 'rules', 'supabase']) write(join(root, name, 'index.ts'), '')
  write(
    join(root, 'package.json'),
    '{"name": "faladesk", "dependencies": {"faladesk-plugin-far": "file:../elsewhere"}}',
  )
  write(join(root, 'start.ts'), "console.log('started')\nsetInterval(() => {}, 1000)")
  const near = join(root, 'plugins', 'near', 'src', 'parse.ts')
  const far = join(elsewhere, 'src', 'parse.ts')
  for (const file of [near, far]) write(file, '')
  mkdirSync(join(root, 'node_modules'))
  symlinkSync(elsewhere, join(root, 'node_modules', 'faladesk-plugin-far'))

  let starts = 0
  core = spawn(process.execPath, [...watchFlags(root), join(root, 'start.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  core.stdout?.on('data', (said) => (starts += String(said).split('started').length - 1))
  await until('core started', () => starts === 1)
  // Watching begins a moment after the start.
  await sleep(2000)
  for (const file of [near, far]) {
    const before = starts
    appendFileSync(file, '// changed\n')
    await until(`a change of ${file} started it again`, () => starts > before)
    await sleep(500)
    expect(starts).toBe(before + 1)
  }
})
