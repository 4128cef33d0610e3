import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** How a command ended and what it said. */
export type Ran = { code: number; stdout: string; stderr: string }

/** The folder that holds supabase/. */
export const repository = fileURLToPath(new URL('..', import.meta.url))

/** Runs the Supabase CLI pinned in package.json on this repository. It sends no telemetry and looks for no updates. */
export function supabase(...args: string[]): Promise<Ran> {
  const require = createRequire(import.meta.url)
  return run(join(dirname(require.resolve('supabase/package.json')), 'dist', 'supabase.js'), [
    ...args,
    '--workdir',
    repository,
  ])
}

/** Runs pg-delta, the schema engine that comes with the Supabase CLI. */
export function pgDelta(...args: string[]): Promise<Ran> {
  const ofTheCli = createRequire(createRequire(import.meta.url).resolve('supabase/package.json'))
  return run(join(dirname(ofTheCli.resolve('@supabase/pg-delta')), 'cli', 'main.js'), args)
}

async function run(script: string, args: string[]): Promise<Ran> {
  // The CLI keeps a device id and its telemetry setting in its home: it gets one that is thrown away.
  const home = mkdtempSync(join(tmpdir(), 'faladesk-cli-'))
  const quiet = { SUPABASE_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', SUPABASE_NO_UPDATE_NOTIFIER: '1', CI: '1' }
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: home, SUPABASE_HOME: home, PGSSLMODE: 'disable', NO_COLOR: '1', ...quiet },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk
  })
  try {
    const code = await new Promise<number>((resolve, reject) =>
      child.on('error', reject).on('close', (ended) => resolve(ended ?? -1)),
    )
    return { code, stdout, stderr }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
