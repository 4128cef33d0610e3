// A server in a process of its own, for the tests that kill it: starts the stack in the folder it is given, prints one line
// of JSON when it answers, and stops on SIGTERM.
import { startServer, startStack } from '../local/index.ts'

const [dataDir = '', port = '0'] = process.argv.slice(2)
try {
  const stack = await startStack({ dataDir, publicUrl: 'http://localhost:3000' })
  const server = await startServer(stack, Number(port))
  process.once('SIGTERM', async () => {
    await server.stop()
    await stack.stop()
  })
  console.log(JSON.stringify({ url: server.url, databaseUrl: stack.databaseUrl, keys: stack.supabaseKeys }))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
