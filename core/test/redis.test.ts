import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fastify } from 'fastify'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../supabase/local/testing.ts'
import { atMost, countRequests } from '../src/http/limits.ts'
import { createLog } from '../src/log.ts'
import { type Bus, openBus } from '../src/store/bus.ts'
import { connectionOptions, type Database, openDatabase } from '../src/store/database.ts'
import { openRedis } from '../src/store/redis.ts'

const server = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find(existsSync)
const noRedis = server ? null : 'redis-server is not installed (apt-get install redis-server)'

describe.skipIf(noRedis !== null)(`replicas with a Redis${noRedis ? ` (skipped: ${noRedis})` : ''}`, () => {
  let database: TestDatabase
  let db: Database
  let redis: ChildProcess | undefined
  let port = 0
  const buses: Bus[] = []
  const clients: { disconnect(): void }[] = []
  const notified: string[] = []
  let ear: postgres.Sql

  const start = async () => {
    redis = spawn(
      server as string,
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--requirepass', 'p@ss/word'],
      { stdio: 'ignore' },
    )
    await until(async () => {
      const line = connect(port, '127.0.0.1')
      const [answer] = await once(
        line.once('connect', () => line.write('PING\r\n')),
        'data',
      )
      line.destroy()
      return String(answer).startsWith('-NOAUTH')
    })
  }
  const stop = async () => {
    const gone = new Promise((resolve) => redis?.once('exit', resolve))
    redis?.kill('SIGKILL')
    await gone
  }
  const open = async (password = 'p%40ss%2Fword') => {
    const heard: string[] = []
    const client = openRedis(`redis://:${password}@127.0.0.1:${port}/2`, createLog('silent'))
    clients.push(client)
    const bus = await openBus(database.url, db.sql, createLog('silent'), { redis: client, channel: 'faladesk:test' })
    bus.heard = (word) => void heard.push(word)
    buses.push(bus)
    return { bus, heard }
  }

  beforeAll(async () => {
    database = await testDatabase()
    db = openDatabase(database.url, { max: 2 })
    port = await freePort()
    ear = postgres(database.url, connectionOptions({ max: 1 }))
    await ear.listen('faladesk', (word) => void notified.push(word))
    await start()
  })
  afterAll(async () => {
    for (const bus of buses) await bus.close()
    for (const client of clients) client.disconnect()
    await ear?.end()
    await db?.end()
    redis?.kill('SIGKILL')
    await database?.drop()
  })

  test('what one says all hear, by Redis and not by PostgreSQL; while Redis is away PostgreSQL serves, and it comes back', async () => {
    const [a, b] = [await open(), await open()]
    const long = `frame:${'x'.repeat(100_000)}`
    for (const word of ['wake:work', 'live:é', long]) a.bus.tell(word)
    await until(() => b.heard.length === 3)
    expect(b.heard).toEqual(['wake:work', 'live:é', long])
    expect(a.heard).toEqual(b.heard)
    expect(notified).toEqual([])

    await stop()
    await until(() => {
      a.bus.tell('without')
      return b.heard.includes('without')
    })
    expect(notified).toContain('without')

    await start()
    // What was said while nobody listened is unknown.
    await until(() => a.heard.includes('everything') && b.heard.includes('everything'))
    const before = notified.length
    await until(() => {
      b.bus.tell('again')
      return a.heard.includes('again')
    })
    await sleep(200)
    a.bus.tell('last')
    await until(() => b.heard.includes('last'))
    expect(notified.slice(before)).not.toContain('last')
  })

  test('a replica that Redis does not reach is told by PostgreSQL', async () => {
    const [{ bus }, { heard }, deaf] = [await open(), await open(), await open('wrong')]
    bus.peers = 3 + buses.length
    bus.tell('everybody')
    await until(() => deaf.heard.includes('everybody') && heard.includes('everybody'))
  })

  test('replicas count the requests of one caller together, and count nobody while Redis is away', async () => {
    const replica = async () => {
      const client = openRedis(`redis://:p%40ss%2Fword@127.0.0.1:${port}/2`, createLog('silent'))
      clients.push(client)
      await until(() => client.status === 'ready')
      const app = fastify()
      await countRequests(app, { redis: client })
      const limit = atMost(
        app,
        'test',
        () => 5,
        (request) => String(request.headers.who),
      )
      app.get('/', { onRequest: limit }, () => 'well')
      return async (who: string) => (await app.inject({ url: '/', headers: { who } })).statusCode
    }
    const [one, other] = [await replica(), await replica()]
    const answers: number[] = []
    for (let n = 0; n < 4; n++) answers.push(await one('ana'), await other('ana'))
    expect(answers).toEqual([200, 200, 200, 200, 200, 429, 429, 429])
    expect(await other('bia')).toBe(200)
    await stop()
    await until(async () => (await one('ana')) === 200)
    await start()
  })

  test('a wrong password or a Redis that is not there keeps nobody from starting', async () => {
    const { bus } = await open('wrong')
    const { heard } = await open()
    await until(() => {
      bus.tell('hello')
      return heard.includes('hello')
    })
    expect(notified).toContain('hello')
  })
})

const until = async (true_: () => boolean | Promise<boolean>) => {
  for (let n = 0; n < 600; n++) {
    if (
      await Promise.resolve()
        .then(true_)
        .catch(() => false)
    )
      return
    await sleep(50)
  }
  throw new Error('it did not happen within thirty seconds')
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
