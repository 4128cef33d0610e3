import { afterAll, beforeAll, expect, test } from 'vitest'
import { subscribe, until } from './listening.ts'
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
