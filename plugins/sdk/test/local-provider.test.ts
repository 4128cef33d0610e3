import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { fetchOnly, startProvider } from '../src/testing/local-provider.ts'

test('a body that drips is left at the deadline, also when the garbage was collected in between', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const provider = await startProvider((response) => {
    response.writeHead(200, { 'content-length': '1000' })
    const drip = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(drip))
  })
  const cleaning = setInterval(collect, 50)
  try {
    const answer = await fetchOnly([provider])(provider.baseUrl, { signal: AbortSignal.timeout(1_500) })
    await expect(answer.arrayBuffer()).rejects.toMatchObject({ name: 'TimeoutError' })
  } finally {
    clearInterval(cleaning)
    await provider.stop()
  }
})
