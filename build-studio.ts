import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const watched = [
  'studio/src',
  'studio/public',
  'studio/shims',
  'studio/index.html',
  'studio/vite.config.ts',
  'studio/package.json',
  'rules/src',
]

/** Builds Studio where its sources have changed since the last build; answers the folder to serve. */
export async function buildStudio(root: string, say: (line: string) => void): Promise<string> {
  const folder = join(root, 'studio', 'dist')
  const mark = join(folder, '.built-from')
  const sources = fingerprint(root)
  if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) return folder
  say('  building Studio (only after a change)')
  await run(root)
  writeFileSync(mark, sources)
  return folder
}

function run(root: string): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', 'studio', '--logLevel', 'warn'], {
      cwd: root,
      stdio: 'inherit',
    })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error('Studio could not be built; see above'))))
  })
}

function fingerprint(root: string): string {
  const hash = createHash('sha256')
  const visit = (path: string): void => {
    if (!existsSync(join(root, path))) return
    if (statSync(join(root, path)).isDirectory())
      for (const name of readdirSync(join(root, path)).sort()) visit(`${path}/${name}`)
    else hash.update(path).update(readFileSync(join(root, path)))
  }
  for (const path of watched) visit(path)
  return hash.digest('hex')
}
