import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('two hundred visitors of one process all hear what is said to each and to all of them', () => {
  const campaign = fileURLToPath(new URL('../bench/visitors/index.ts', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [campaign, '200'], {
    encoding: 'utf8',
    timeout: 115_000,
  })
  expect(status, `${stdout}${stderr}`).toBe(0)
  expect(stdout).toContain('200 of 200 on one process')
})
