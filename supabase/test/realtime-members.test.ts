import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { hear, quiet, subscribe, until } from './listening.ts'
import { openProject, type Person, type Project } from './project.ts'

const suite = `suite_${randomUUID().slice(0, 8)}`
let project: Project
let ana: Person
let bia: Person

beforeAll(async () => {
  project = await openProject()
  ana = await project.signUp()
  bia = await project.signUp()
  // Everybody signed in may read, write and show presence in `<suite>:all…`; the rest belongs to the user it names.
  const mine = `(select realtime.topic()) like '${suite}:all%' or (select realtime.topic()) = '${suite}:' || (select auth.uid())::text`
  await project.sql.unsafe(`
    create policy "${suite} read" on realtime.messages for select to authenticated using (${mine});
    create policy "${suite} write" on realtime.messages for insert to authenticated with check (${mine});`)
})

afterAll(async () => {
  await project?.sql.unsafe(
    `drop policy if exists "${suite} read" on realtime.messages; drop policy if exists "${suite} write" on realtime.messages`,
  )
  await project?.stop()
})

const send = (to: string, payload: object) =>
  project.sql`select realtime.send(${project.sql.json(payload as never)}, 'message', ${to}, true)`.then(() =>
    project.embedded?.nudge(),
  )

describe('presence', () => {
  const present = (person: Person, name: string, key: string) =>
    person.client.channel(name, { config: { private: true, presence: { key, enabled: true } } })

  test('who joins sees who is there, and the others see them come, change and leave', async () => {
    const name = `${suite}:all-presence`
    const [hers, his] = [present(ana, name, 'ana'), present(bia, name, 'bia')]
    const events: string[] = []
    for (const event of ['join', 'leave'] as const)
      hers.on('presence', { event } as { event: 'join' }, ({ key }) => events.push(`${event} ${key}`))
    await subscribe(hers)
    await hers.track({ at: 'inbox' })
    await until('Ana sees herself', () => 'ana' in hers.presenceState())
    await subscribe(his)
    await until('Bia sees Ana', () => 'ana' in his.presenceState())
    expect(his.presenceState().ana).toMatchObject([{ at: 'inbox' }])
    await his.track({ at: 'conversation 7' })
    await until('Ana sees Bia', () => 'bia' in hers.presenceState())
    await his.track({ at: 'conversation 8' })
    await until('Ana sees the change', () => JSON.stringify(hers.presenceState()).includes('conversation 8'))
    expect(hers.presenceState().bia).toHaveLength(1)
    await his.unsubscribe()
    await until('Ana sees Bia leave', () => !('bia' in hers.presenceState()))
    expect(events.filter((event) => event.endsWith('bia'))).toEqual(['join bia', 'join bia', 'leave bia', 'leave bia'])
  })

  test('untrack leaves without leaving the channel', async () => {
    const channel = present(ana, `${suite}:all-untrack`, 'ana')
    channel.on('presence', { event: 'sync' }, () => {})
    await subscribe(channel)
    await channel.track({})
    await until('she is there', () => 'ana' in channel.presenceState())
    await channel.untrack()
    await until('she is not', () => !('ana' in channel.presenceState()))
    expect(channel.state).toBe('joined')
  })

  test('two tabs of one person are one key with two presences, and closing one leaves the other', async () => {
    const name = `${suite}:all-tabs`
    const [tab1, tab2, watcher] = [
      present(ana, name, 'ana'),
      present({ ...ana, client: bia.client }, name, 'ana'),
      present(await project.signUp(), name, 'w'),
    ]
    for (const channel of [tab1, tab2, watcher]) channel.on('presence', { event: 'sync' }, () => {})
    await Promise.all([tab1, tab2, watcher].map(subscribe))
    await tab1.track({ tab: 1 })
    await tab2.track({ tab: 2 })
    await until('both are seen', () => watcher.presenceState().ana?.length === 2)
    await tab1.unsubscribe()
    await until('one is left', () => watcher.presenceState().ana?.length === 1)
  })
})

describe('tokens', () => {
  test('a channel is closed when its token ends, and says why', async (context) => {
    const token = await project.tokenFor(ana.id, 2)
    if (!token) return context.skip('SUPABASE_JWT_SECRET is not known')
    const client = project.client()
    await client.realtime.setAuth(token)
    const channel = client.channel(`${suite}:${ana.id}`, { config: { private: true } })
    const said: string[] = []
    channel.on('system', {}, ({ message }) => said.push(message))
    const states: string[] = []
    channel.subscribe((state) => states.push(state))
    await until('it is closed', () => states.includes('CLOSED'))
    expect(states[0]).toBe('SUBSCRIBED')
    expect(said.join()).toMatch(/Token has expired \d+ seconds ago/)
  })

  test('an ended token does not join', async (context) => {
    const token = await project.tokenFor(ana.id, -5)
    if (!token) return context.skip('SUPABASE_JWT_SECRET is not known')
    const client = project.client()
    await client.realtime.setAuth(token)
    const { state, reason } = await subscribe(client.channel(`${suite}:${ana.id}`, { config: { private: true } }))
    expect(state).toBe('CHANNEL_ERROR')
    expect(reason).toMatch(/Token has expired/)
  })

  test('a refreshed token keeps the channel open', async (context) => {
    const [short, long] = [await project.tokenFor(ana.id, 2), await project.tokenFor(ana.id, 600)]
    if (!short || !long) return context.skip('SUPABASE_JWT_SECRET is not known')
    const client = project.client()
    await client.realtime.setAuth(short)
    const channel = client.channel(`${suite}:${ana.id}`, { config: { private: true } })
    const heard = hear(channel)
    await subscribe(channel)
    await client.realtime.setAuth(long)
    await sleep(3000)
    await send(`${suite}:${ana.id}`, { still: 'here' })
    await until('it is heard', () => heard.length === 1)
  })

  test('a token that may not read the topic closes it', async (context) => {
    const [own, other] = [await project.tokenFor(ana.id, 600), await project.tokenFor(bia.id, 600)]
    if (!own || !other) return context.skip('SUPABASE_JWT_SECRET is not known')
    const client = project.client()
    await client.realtime.setAuth(own)
    const channel = client.channel(`${suite}:${ana.id}`, { config: { private: true } })
    const states: string[] = []
    const heard = hear(channel)
    channel.subscribe((state) => states.push(state))
    await until('it is joined', () => states.includes('SUBSCRIBED'))
    await client.realtime.setAuth(other)
    await until('it is closed', () => states.includes('CLOSED'))
    await send(`${suite}:${ana.id}`, {})
    await quiet()
    expect(heard).toEqual([])
  })

  test('a token that somebody else signed is refused', async () => {
    const forged = `${ana.token.slice(0, -4)}AAAA`
    const client = project.client()
    await client.realtime.setAuth(forged)
    expect((await subscribe(client.channel(`${suite}:all`, { config: { private: true } }))).state).toBe('CHANNEL_ERROR')
  })
})

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
    await send(`${suite}:all-lost`, { back: true })
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
    await send(`${suite}:all-vsn`, { n: 2 })
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
    await until('the fast one hears all', () => heard.length === 60, 15)
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
    await send(`${suite}:all-late`, { old: false })
    await until('the new one is heard', () => heard.some(({ payload }) => payload.old === false))
    expect(heard).toHaveLength(1)
  })
})
