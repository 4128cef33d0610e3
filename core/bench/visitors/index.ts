// npm run test:visitors -- 10000: so many visitors of the web chat on one core process and a real PostgreSQL. Says how fast they
// came in, what each costs, and how long a message takes to one and to all of them; ends with 1 when somebody heard nothing.
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const [asked = '10000'] = process.argv.slice(2)
const total = Number(asked)
if (!Number.isInteger(total) || total < 10) {
  console.error('Usage: npm run test:visitors -- [NUMBER]')
  process.exit(2)
}
/** Within so many milliseconds a message reaches its visitor, 99 times of a hundred. */
const bound = 2000

interface Child {
  ask<T>(message: object): Promise<T>
  end(): void
}

// Each socket is a file: the shell lifts the limit as far as it may.
const start = async (file: string): Promise<Child & { first: unknown }> => {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child = spawn('sh', ['-c', 'ulimit -n $(ulimit -Hn); exec "$0" --expose-gc "$1"', process.execPath, path], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const next = <T>() =>
    new Promise<T>((resolve, reject) => {
      child.once('message', (message: { answer?: T; error?: string }) =>
        message.error ? reject(new Error(message.error)) : resolve(message.answer as T),
      )
      child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
    })
  const first = await next()
  return {
    first,
    ask<T>(message: object) {
      child.send(message)
      return next<T>()
    },
    end: () => child.kill(),
  }
}

const core = await start('./core.ts')
const desk = core.first as { url: string; key: string }
const browsers = await Promise.all(
  Array.from({ length: Math.min(4, Math.ceil(total / 100)) }, () => start('./pages.ts')),
)
const share = (n: number) => Math.floor((total * (n + 1)) / browsers.length) - Math.floor((total * n) / browsers.length)

const empty = await core.ask<{ bytes: number }>({ ask: 'memory' })
const before = await core.ask<number>({ ask: 'statements' })
const began = performance.now()
const opened = await Promise.all(
  browsers.map((browser, n) =>
    browser.ask<{ hellos: number[]; visitors: string[] }>({ act: 'open', from: n * total, count: share(n), ...desk }),
  ),
)
const seconds = (performance.now() - began) / 1000
await sleep(1500)
const statements = (await core.ask<number>({ ask: 'statements' })) - before
const full = await core.ask<{ bytes: number; sockets: number }>({ ask: 'memory' })

const [writing, took] = await Promise.all([
  Promise.all(browsers.map((browser) => browser.ask<number>({ act: 'say', count: 50 }))),
  sleep(1000).then(() =>
    core.ask<number>({ ask: 'broadcast', visitors: opened.flatMap(({ visitors }) => visitors) } as object),
  ),
])
await sleep(3000)
const heard = await Promise.all(
  browsers.map((browser) =>
    browser.ask<{ pushes: number[]; echoes: number[]; lost: number; open: number }>({ act: 'heard' }),
  ),
)
for (const browser of browsers) browser.end()
await core.ask({ ask: 'stop' }).catch(() => undefined)

const all = <K extends 'pushes' | 'echoes'>(name: K) => heard.flatMap((one) => one[name]).sort((a, b) => a - b)
const at = (sorted: number[], part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN)
const [pushes, echoes] = [all('pushes'), all('echoes')]
const hellos = opened.flatMap((one) => one.hellos).sort((a, b) => a - b)
const said = writing.reduce((sum, n) => sum + n, 0)
console.log(`visitors          ${full.sockets} of ${total} on one process`)
console.log(
  `came in           ${Math.round(total / seconds)} a second, session and hello; hello p50 ${at(hellos, 0.5)} ms, p99 ${at(hellos, 0.99)} ms`,
)
console.log(`statements        ${(statements / total).toFixed(2)} transactions a visitor`)
console.log(
  `memory            ${((full.bytes - empty.bytes) / total / 1024).toFixed(1)} KB a socket; ${Math.round(full.bytes / 2 ** 20)} MB in all`,
)
console.log(
  `broadcast         ${pushes.length} heard it; written in ${Math.round(took)} ms; p50 ${at(pushes, 0.5)} ms, p99 ${at(pushes, 0.99)} ms`,
)
console.log(
  `said and answered ${echoes.length} of ${said}; p50 ${at(echoes, 0.5)} ms, p99 ${at(echoes, 0.99)} ms (bound ${bound} ms)`,
)
const lost = heard.reduce((sum, one) => sum + one.lost, 0)
const good =
  full.sockets === total &&
  pushes.length === total &&
  lost === 0 &&
  echoes.length === said &&
  at(echoes, 0.99) <= bound &&
  at(pushes, 0.99) <= bound
console.log(good ? '✓ everybody heard everything' : `✗ somebody did not hear in time (${lost} sockets lost)`)
process.exit(good ? 0 : 1)
