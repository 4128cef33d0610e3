import { parentPort } from 'node:worker_threads'
import { tasks } from './tasks.ts'

// The other end of start-thread.ts: one task after another, each answered by its number.
parentPort?.on('message', async ({ id, name, input }: { id: number; name: keyof typeof tasks; input: never }) => {
  try {
    parentPort?.postMessage({ id, answer: await tasks[name](input) })
  } catch (error) {
    parentPort?.postMessage({ id, failed: error instanceof Error ? error.message : String(error) })
  }
})
