// The core that the visitors come to, in a process of its own so that its memory is its own. Speaks with visitors.ts by messages.
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLog } from '../../src/log.ts'
import { loadPlugins } from '../../src/plugins/load.ts'
import { startEngine } from '../../test/support/engine.ts'
import { echo } from '../../test/support/workflow.ts'

/** What the process that leads asks of this one. */
export type Ask = 'memory' | 'broadcast' | 'statements' | 'stop'

const webchat = (await loadPlugins(createLog('silent'))).channels.get('webchat')
if (!webchat) throw new Error('the webchat plugin is missing')
const engine = await startEngine({}, {}, false, [{ from: 'webchat', plugin: webchat }])
const key = randomBytes(16).toString('hex')
await engine.publish([echo])
const [inbox] = await engine.sql<{ id: string }[]>`
  insert into inboxes (organization_id, channel, name, key) values (${engine.organization}, 'webchat', 'Site', ${key}) returning id`

let visitors: string[] = []
process.on('message', async (message: { ask: Ask; visitors?: string[] }) => {
  visitors = message.visitors ?? visitors
  process.send?.({ answer: await answers[message.ask]() })
  if (message.ask === 'stop') process.exit(0)
})

const answers: Record<Ask, () => Promise<unknown>> = {
  async memory() {
    for (let n = 0; n < 3; n++) {
      ;(globalThis as { gc?: () => void }).gc?.()
      await sleep(100)
    }
    return { bytes: process.memoryUsage().rss, sockets: engine.host.live.size() }
  },
  async broadcast() {
    const began = performance.now()
    for (const value of visitors)
      engine.host.live.push(inbox?.id ?? '', { kind: 'webchat', value }, { type: 'status', at: Date.now() })
    return performance.now() - began
  },
  async statements() {
    const [row] = await engine.sql<{ n: number }[]>`
      select xact_commit::int as n from pg_stat_database where datname = current_database()`
    return row?.n ?? 0
  },
  stop: () => engine.stop(),
}

process.send?.({ answer: { url: engine.core.url, key } })
