import { spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

const served = [
  'v1',
  'hooks',
  'live',
  'simulated',
  'rest',
  'auth',
  'storage',
  'realtime',
  'widget.js',
  'health',
  'metrics',
  'openapi.json',
  'docs',
]

/** npm run dev: core restarts when a file changes; Studio is served by Vite with hot reload, on the one public address. */
export async function watch(root: string, say: (line: string) => void): Promise<void> {
  const port = Number(process.env.PORT ?? 3000)
  const corePort = await freePort()
  const core = spawn(process.execPath, [...watchFlags(root), join(root, 'start.ts')], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PORT: String(corePort),
      PUBLIC_URL: process.env.PUBLIC_URL ?? `http://localhost:${port}`,
      FALADESK_STUDIO_BUILD: '0',
      // The plugin authors learn from is for them alone.
      FALADESK_DEVELOPMENT: '1',
    },
  })
  const { createServer: createVite } = await import('vite')
  const target = `http://127.0.0.1:${corePort}`
  const vite = await createVite({
    root: join(root, 'studio'),
    configFile: join(root, 'studio', 'vite.config.ts'),
    server: {
      port,
      strictPort: true,
      proxy: Object.fromEntries(served.map((path) => [`^/${path.replace('.', '\\.')}(/|\\?|$)`, { target, ws: true }])),
    },
  })
  await vite.listen()
  say(`  Studio with hot reload: http://localhost:${port}`)
  const stop = async () => {
    core.kill('SIGTERM')
    await vite.close()
    process.exit(0)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
}

/** Node's own watching: core starts again when a file of the host or of any plugin changes, linked ones included. */
export const watchFlags = (root: string): string[] => [
  '--watch',
  '--watch-preserve-output',
  ...[...['core', 'rules', 'plugins', 'supabase'].map((name) => join(root, name)), ...linkedPackages(root)].map(
    (folder) => `--watch-path=${folder}`,
  ),
]

// A plugin that its author keeps elsewhere and installed by `npm install FOLDER` is a link there.
const linkedPackages = (root: string): string[] => {
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
  }
  return Object.keys(dependencies)
    .map((name) => join(root, 'node_modules', name))
    .filter((folder) => existsSync(folder))
    .map((folder) => realpathSync(folder))
    .filter((folder) => !folder.includes('node_modules') && !folder.startsWith(realpathSync(root)))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })
}
