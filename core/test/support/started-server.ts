import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The whole product as `npm start` runs it, in a process and a data folder of its own. */
export interface StartedServer {
  url: string
  dataDir: string
  pid: number
  /** Everything it printed. */
  output(): string
  /** Ends the process the hard way and waits until it is gone; the data stays. */
  kill(): Promise<void>
  /** Starts it again on the same data and the same address. */
  restart(): Promise<void>
  /** Stops it and removes its data. */
  stop(): Promise<void>
}

/** Starts the product and waits until it is ready. `env` adds to or overrides the environment. */
export async function startServer(env: Record<string, string> = {}): Promise<StartedServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'faladesk-journey-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let printed = ''
  let child: ChildProcess

  const start = async () => {
    child = spawn(process.execPath, [join(root, 'start.ts')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        PORT: String(port),
        PUBLIC_URL: url,
        FALADESK_DATA_DIR: dataDir,
        FALADESK_ALLOW_PRIVATE_NETWORK: '1',
        FALADESK_STUDIO_BUILD: '0',
        LOG_LEVEL: 'warn',
        ...env,
      },
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk))
    const deadline = Date.now() + 90_000
    while (!(await ready(url))) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the server did not start:\n${printed}`)
      await sleep(50)
    }
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await gone
  }

  await start()
  return {
    url,
    dataDir,
    get pid() {
      return child.pid ?? 0
    },
    output: () => printed,
    kill: () => end('SIGKILL'),
    restart: start,
    async stop() {
      await end('SIGTERM')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const ready = (url: string) =>
  fetch(`${url}/health/ready`).then(
    (response) => response.ok,
    () => false,
  )
