import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Config } from '../../src/config.ts'

/** Another process of core on the same database. */
export interface Replica {
  /** What it has in force for an organization, asked now. */
  inForce(organization: string): Promise<{ version: number | null; candidate: number | null; stopped: string[] }[]>
  stop(): Promise<void>
}

/** Starts a process that keeps the workflow cache as every replica does, and answers what it would decide with. */
export async function startReplica(config: Config): Promise<Replica> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      REPLICA: JSON.stringify(config, (_, one) => (one instanceof Uint8Array ? [...one] : one)),
    },
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error('the replica ended')
    return JSON.parse(value)
  }
  await next()
  return {
    inForce(organization) {
      child.stdin.write(`${organization}\n`)
      return next()
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.stdin.end()
      }),
  }
}

if (import.meta.main) {
  const { createHost } = await import('../../src/create-host.ts')
  const { createRegistry } = await import('../../src/plugins/registry.ts')
  const given = JSON.parse(process.env.REPLICA ?? '{}')
  const [secretKey, derivationKey] = [given.secretKey, given.derivationKey].map((key) => Uint8Array.from(key))
  const config = { ...given, secretKey, derivationKey, logLevel: 'silent' } as Config
  const host = await createHost(config, { plugins: createRegistry([]) })
  console.log('{}')
  for await (const organization of createInterface({ input: process.stdin })) {
    const workflows = await host.workflows.of(organization)
    console.log(
      JSON.stringify(
        workflows.map(({ inForce, candidate, stopped }) => ({
          version: inForce?.version ?? null,
          candidate: candidate?.version ?? null,
          stopped: [...stopped],
        })),
      ),
    )
  }
  await host.bus.close()
  await host.db.end()
}
