import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { hear, subscribe, until } from './listening.ts'
import type { Person, Project } from './project.ts'
import { openSuite, type Suite } from './realtime-suite.ts'

let opened: Suite
let suite: string
let project: Project
let ana: Person
let bia: Person

beforeAll(async () => {
  opened = await openSuite()
  ;({ name: suite, project, ana, bia } = opened)
})
afterAll(() => opened?.close())

describe('the socket', () => {
  test('after a lost connection the channel is joined again by itself', async () => {
    const person = await project.signUp({ realtime: { reconnectAfterMs: () => 100 } })
    const channel = person.client.channel(`${suite}:all-lost`, { config: { private: true } })
    const heard = hear(channel)
    const states: string[] = []
    channel.subscribe((state) => states.push(state))
    await until('it is joined', () => states.includes('SUBSCRIBED'))
    ;(
      person.client.realtime as unknown as { socketAdapter: { getSocket(): { conn: { close(): void } } } }
    ).socketAdapter
      .getSocket()
      .conn.close()
    await until('it is joined again', () => states.filter((state) => state === 'SUBSCRIBED').length === 2)
    await opened.send(`${suite}:all-lost`, { back: true })
    await until('it hears', () => heard.length === 1)
  })

  test('the older dialect 1.0.0 works as well', async () => {
    const old = await project.signUp({ realtime: { vsn: '1.0.0' } })
    const channel = old.client.channel(`${suite}:all-vsn`, {
      config: { private: true, broadcast: { ack: true, self: true } },
    })
    const heard = hear(channel)
    expect((await subscribe(channel)).state).toBe('SUBSCRIBED')
    expect(await channel.send({ type: 'broadcast', event: 'own', payload: { é: 1 } })).toBe('ok')
    await opened.send(`${suite}:all-vsn`, { n: 2 })
    await until('both are heard', () => heard.length === 2)
    expect(heard.map(({ event }) => event)).toEqual(['own', 'message'])
  })

  test('bytes arrive as the bytes that were sent', async () => {
    const [from, to] = [ana, bia].map(({ client }) =>
      client.channel(`${suite}:all-bytes`, { config: { private: true } }),
    )
    const heard = hear(to as NonNullable<typeof to>)
    await Promise.all([from, to].map((channel) => subscribe(channel as NonNullable<typeof channel>)))
    await from?.send({ type: 'broadcast', event: 'bytes', payload: new Uint8Array([1, 200, 3]).buffer })
    await until('they are heard', () => heard.length === 1)
    expect([...new Uint8Array(heard[0]?.payload as unknown as ArrayBuffer)]).toEqual([1, 200, 3])
  })
})

// What only the embedded stack does, or does otherwise.
describe.runIf(!process.env.SUPABASE_URL)('the embedded stack', () => {
  const open = async (key = project.anonKey) => {
    const socket = new WebSocket(`${project.url.replace('http', 'ws')}/realtime/v1/websocket?apikey=${key}&vsn=2.0.0`)
    await Promise.race([once(socket, 'open'), once(socket, 'error').then(([error]) => Promise.reject(error))])
    return socket
  }

  test('a socket without a key of the project is refused', async () => {
    await expect(open('nonsense')).rejects.toThrow(/403/)
  })

  test('postgres_changes is answered with what to use instead', async () => {
    const said: string[] = []
    const channel = ana.client.channel(`${suite}:all-changes`, { config: { private: true } })
    channel
      .on('postgres_changes', { event: '*', schema: 'public' }, () => {})
      .on('system', {}, ({ message }) => said.push(message))
    expect((await subscribe(channel)).state).toBe('SUBSCRIBED')
    await until('it is told', () => said.length > 0)
    expect(said[0]).toContain('postgres_changes is not available on the embedded stack')
  })

  test('a broadcast over 256 KB is refused, and the channel goes on', async () => {
    const channel = ana.client.channel(`${suite}:all-big`, { config: { private: true, broadcast: { ack: true } } })
    await subscribe(channel)
    expect(await channel.send({ type: 'broadcast', event: 'big', payload: { text: 'x'.repeat(270_000) } })).toBe(
      'error',
    )
    expect(await channel.send({ type: 'broadcast', event: 'small', payload: {} })).toBe('ok')
  })

  test('who does not read what arrives is dropped, and the others are not held up', async () => {
    const slow = await open()
    const topic = `realtime:${suite}-slow`
    slow.send(JSON.stringify(['1', '1', topic, 'phx_join', { config: {} }]))
    await once(slow, 'message')
    slow.pause()
    const fast = project.client().channel(`${suite}-slow`)
    const heard = hear(fast)
    await subscribe(fast)
    for (let sent = 0; sent < 60; sent++)
      await project.sql`select realtime.send(${project.sql.json({ text: 'x'.repeat(200_000) })}, 'message', ${`${suite}-slow`}, false)`
    await until('the fast one hears all', () => heard.length === 60, 60)
    slow.resume()
    await once(slow, 'close')
  })

  test('nonsense does not hurt: the socket answers the next heartbeat', async () => {
    const socket = await open()
    for (const frame of ['', '{', '[]', '[1,2]', '{"topic":"x"}', '["1","1",5,"phx_join",{}]', 'null'])
      socket.send(frame)
    for (const bytes of [[], [3], [3, 255, 255, 255, 255, 255, 1], [9, 9, 9, 9, 9, 9, 9, 9]])
      socket.send(Buffer.from(bytes))
    socket.send(JSON.stringify([null, '7', 'phoenix', 'heartbeat', {}]))
    const [answer] = await once(socket, 'message')
    expect(JSON.parse(answer.toString())).toEqual([null, '7', 'phoenix', 'phx_reply', { status: 'ok', response: {} }])
    socket.close()
  })

  test('a flood of frames ends the socket', async () => {
    const socket = await open()
    for (let frame = 0; frame < 2000; frame++) socket.send('[null,"1","phoenix","heartbeat",{}]')
    const [code] = await once(socket, 'close')
    expect(code).toBe(1008)
  })

  test('who joins does not hear what was said before', async () => {
    await project.sql`select realtime.send('{"old":true}', 'message', ${`${suite}:all-late`}, true)`
    const channel = ana.client.channel(`${suite}:all-late`, { config: { private: true } })
    const heard = hear(channel)
    await subscribe(channel)
    await opened.send(`${suite}:all-late`, { old: false })
    await until('the new one is heard', () => heard.some(({ payload }) => payload.old === false))
    expect(heard).toHaveLength(1)
  })
})
