import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hear, quiet, subscribe, until } from './listening.ts'
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

test('a channel is closed when its token ends, and says why', async (context) => {
  const token = await project.tokenFor(ana.id, 6)
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
  const [short, long] = [await project.tokenFor(ana.id, 6), await project.tokenFor(ana.id, 600)]
  if (!short || !long) return context.skip('SUPABASE_JWT_SECRET is not known')
  const client = project.client()
  await client.realtime.setAuth(short)
  const channel = client.channel(`${suite}:${ana.id}`, { config: { private: true } })
  const heard = hear(channel)
  await subscribe(channel)
  await client.realtime.setAuth(long)
  await sleep(7000)
  await opened.send(`${suite}:${ana.id}`, { still: 'here' })
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
  await opened.send(`${suite}:${ana.id}`, {})
  await quiet()
  expect(heard).toEqual([])
})

test('a token that somebody else signed is refused', async () => {
  const forged = `${ana.token.slice(0, -4)}AAAA`
  const client = project.client()
  await client.realtime.setAuth(forged)
  expect((await subscribe(client.channel(`${suite}:all`, { config: { private: true } }))).state).toBe('CHANNEL_ERROR')
})
