import { parentPort, workerData } from 'node:worker_threads'
import { CATALOGUE, extendCatalogue, type Fact } from '@faladesk/rules'
import { createTasks, type Tasks } from './tasks.ts'

const { facts } = workerData as { facts: readonly Fact[] }
const tasks = createTasks(extendCatalogue(CATALOGUE, { facts }))

// The other end of start-thread.ts: one task after another, each answered by its number.
parentPort?.on('message', async ({ id, name, input }: { id: number; name: keyof Tasks; input: never }) => {
  try {
    parentPort?.postMessage({ id, answer: await tasks[name](input) })
  } catch (error) {
    parentPort?.postMessage({ id, failed: error instanceof Error ? error.message : String(error) })
  }
})
