import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hear, quiet, subscribe, until } from './listening.ts'
import { openProject, type Person, type Project } from './project.ts'

let project: Project
let ana: Person
let bia: Person
let stranger: Person
let workflow: string

beforeAll(async () => {
  project = await openProject()
  ;[ana, bia, stranger] = [await project.signUp(), await project.signUp(), await project.signUp()]
  const organization = async (...people: Person[]) => {
    const slug = `topic-${randomUUID().slice(0, 8)}`
    const [made] = await project.sql<{ id: string }[]>`
      insert into public.organizations (slug, name) values (${slug}, ${slug}) returning id`
    for (const { id } of people)
      await project.sql`
        insert into public.memberships (organization_id, user_id, role, name, email)
        values (${made?.id ?? ''}, ${id}, 'admin', 'x', ${`${id}@example.com`})`
    return made?.id ?? ''
  }
  const ours = await organization(ana, bia)
  await organization(stranger)
  const [made] = await project.sql<{ id: string }[]>`
    insert into public.workflows (organization_id, name, draft) values (${ours}, 'A', '{}') returning id`
  workflow = made?.id ?? ''
})
afterAll(() => project?.stop())

const open = (person: Person, key = person.id, topic = `workflow:${workflow}`) =>
  person.client.channel(topic, { config: { private: true, presence: { key, enabled: true } } })

test('people of one organization see each other in a workflow, and hear at once that its draft was saved', async () => {
  const [hers, other] = [open(ana), open(bia)]
  hers.on('presence', { event: 'sync' }, () => {})
  const heard = hear(hers, 'workflow')
  await Promise.all([subscribe(hers), subscribe(other)])
  await other.track({ user: bia.id, name: 'Bia', rule: 'boleto', editing: true })
  await until('Ana sees Bia', () => bia.id in hers.presenceState())
  expect(hers.presenceState()[bia.id]).toMatchObject([{ name: 'Bia', rule: 'boleto' }])

  await project.sql`
    update public.workflows set draft_revision = draft_revision + 1, draft_saved_by = ${bia.id} where id = ${workflow}`
  project.embedded?.nudge()
  await until('Ana hears of the save', () => heard.length > 0)
  expect(heard[0]?.payload).toMatchObject({ draft_revision: 2, draft_saved_by: bia.id, published_version: null })
  await Promise.all([hers.unsubscribe(), other.unsubscribe()])
})

test('who belongs to another organization may not join, and a topic that is no workflow opens to nobody', async () => {
  expect((await subscribe(open(stranger))).state).toBe('CHANNEL_ERROR')
  expect((await subscribe(open(ana, ana.id, 'workflow:none'))).state).toBe('CHANNEL_ERROR')
  expect((await subscribe(open(ana, ana.id, `workflow:${randomUUID()}`))).state).toBe('CHANNEL_ERROR')
})

test('nobody but the database may say that something was saved', async () => {
  const [hers, other] = [open(ana), open(bia)]
  const heard = hear(other, 'workflow')
  await Promise.all([subscribe(hers), subscribe(other)])
  await hers.send({ type: 'broadcast', event: 'workflow', payload: { draft_revision: 99 } })
  await quiet()
  expect(heard).toEqual([])
})
