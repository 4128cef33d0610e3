import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hear, quiet, subscribe, until } from './listening.ts'
import { openProject, type Person, type Project } from './project.ts'

// Written against unchanged supabase-js; project.ts says how to run it against a real Supabase.

const suite = `suite_${randomUUID().slice(0, 8)}`
let project: Project
let ana: Person
let bia: Person

/** Private topics `<suite>:<user>:…` may be read and written by that user, `<suite>:all:…` read by all, written by Ana. */
const topic = (owner: string, name: string) => `${suite}:${owner}:${name}`
const send = (to: string, event: string, payload: object) =>
  project.sql`select realtime.send(${project.sql.json(payload as never)}, ${event}, ${to}, true)`.then(() =>
    project.embedded?.nudge(),
  )

beforeAll(async () => {
  project = await openProject()
  ana = await project.signUp()
  bia = await project.signUp()
  await project.sql.unsafe(`
    create policy "${suite} read" on realtime.messages for select to authenticated using (
      split_part((select realtime.topic()), ':', 1) = '${suite}'
      and split_part((select realtime.topic()), ':', 2) in ('all', (select auth.uid())::text));
    create policy "${suite} write" on realtime.messages for insert to authenticated with check (
      split_part((select realtime.topic()), ':', 1) = '${suite}' and (
        split_part((select realtime.topic()), ':', 2) = (select auth.uid())::text
        or split_part((select realtime.topic()), ':', 2) = 'all' and (select auth.uid()) = '${ana.id}'));`)
})

afterAll(async () => {
  await project?.sql.unsafe(
    `drop policy if exists "${suite} read" on realtime.messages; drop policy if exists "${suite} write" on realtime.messages`,
  )
  await project?.stop()
})

const privately = (person: Person, name: string, config = {}) =>
  person.client.channel(name, { config: { private: true, ...config } })

describe('private topics are opened by row security', () => {
  test('a member whom a policy lets read joins', async () => {
    expect((await subscribe(privately(ana, topic(ana.id, 'mine')))).state).toBe('SUBSCRIBED')
  })
  test('a member whom no policy lets read is refused and told so', async () => {
    const name = topic(ana.id, 'not-yours')
    const { state, reason } = await subscribe(privately(bia, name))
    expect(state).toBe('CHANNEL_ERROR')
    expect(reason).toContain(`You do not have permissions to read from this Channel topic: ${name}`)
  })
  test('somebody who is not signed in is refused', async () => {
    const channel = project.client().channel(topic('all', 'news'), { config: { private: true } })
    expect((await subscribe(channel)).reason).toContain('You do not have permissions')
  })
  test('the service role may join any topic', async () => {
    const channel = project
      .client({}, project.serviceRoleKey)
      .channel(topic(ana.id, 'x'), { config: { private: true } })
    expect((await subscribe(channel)).state).toBe('SUBSCRIBED')
  })
})

describe('the database speaks to its listeners', () => {
  test('what a committed transaction sent arrives at everybody in the topic and nowhere else', async () => {
    const [there, elsewhere] = [privately(ana, topic('all', 'db')), privately(bia, topic('all', 'other'))]
    const bias = privately(bia, topic('all', 'db'))
    const [heardByAna, heardElsewhere, heardByBia] = [hear(there), hear(elsewhere), hear(bias)]
    await Promise.all([there, elsewhere, bias].map(subscribe))
    await send(topic('all', 'db'), 'message', { text: 'olá, ç', n: 1 })
    await until('both hear it', () => heardByAna.length > 0 && heardByBia.length > 0)
    expect(heardByAna[0]).toMatchObject({ event: 'message', payload: { text: 'olá, ç', n: 1 } })
    expect(heardElsewhere).toEqual([])
  })
  test('what a rolled back transaction sent is never heard', async () => {
    const channel = privately(ana, topic('all', 'rollback'))
    const heard = hear(channel)
    await subscribe(channel)
    await project.sql
      .begin(async (transaction) => {
        await transaction`select realtime.send('{"lost":true}', 'message', ${topic('all', 'rollback')}, true)`
        throw new Error('undo')
      })
      .catch(() => {})
    await send(topic('all', 'rollback'), 'message', { kept: true })
    await until('the kept one is heard', () => heard.length > 0)
    expect(heard.map(({ payload }) => payload.kept)).toEqual([true])
  })
  test('a writer who tells nobody is heard all the same', async () => {
    const channel = privately(ana, topic('all', 'floor'))
    const heard = hear(channel)
    await subscribe(channel)
    await project.sql`select realtime.send('{"n":1}', 'message', ${topic('all', 'floor')}, true)`
    await until('it is heard', () => heard.length === 1)
  })
  test('messages of one writer arrive in the order they were sent', async () => {
    const channel = privately(ana, topic('all', 'order'))
    const heard = hear(channel)
    await subscribe(channel)
    await project.sql`
      select realtime.send(jsonb_build_object('n', n), 'message', ${topic('all', 'order')}, true)
      from (select n from generate_series(1, 50) n order by n) as numbers`
    await until('all are heard', () => heard.length === 50)
    expect(heard.map(({ payload }) => payload.n)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  })
  test('a trigger with broadcast_changes tells the row before and after', async () => {
    const name = topic('all', 'rows')
    await project.sql.unsafe(`
      create table public.${suite} (id int primary key, title text);
      create function public.${suite}_changed() returns trigger language plpgsql security definer set search_path = '' as $$
      begin
        perform realtime.broadcast_changes('${name}', tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
        return null;
      end $$;
      create trigger changed after insert or update on public.${suite} for each row execute function public.${suite}_changed();`)
    try {
      const channel = privately(ana, name)
      const heard = hear(channel)
      await subscribe(channel)
      await project.sql.unsafe(`insert into public.${suite} values (1, 'a'); update public.${suite} set title = 'b'`)
      await until('both changes are heard', () => heard.length === 2)
      expect(heard[1]).toMatchObject({
        event: 'UPDATE',
        payload: {
          operation: 'UPDATE',
          schema: 'public',
          table: suite,
          record: { id: 1, title: 'b' },
          old_record: { id: 1, title: 'a' },
        },
      })
    } finally {
      await project.sql.unsafe(`drop table public.${suite}; drop function public.${suite}_changed()`)
    }
  })
})

describe('members broadcast to each other', () => {
  test('a broadcast reaches the others, and the sender only where it asked for that', async () => {
    const [plain, self] = [
      privately(ana, topic('all', 'talk')),
      privately(ana, topic('all', 'echo'), { broadcast: { self: true } }),
    ]
    const listener = privately(bia, topic('all', 'talk'))
    const [own, echoed, others] = [hear(plain), hear(self), hear(listener)]
    await Promise.all([plain, self, listener].map(subscribe))
    await plain.send({ type: 'broadcast', event: 'typing', payload: { who: 'Ana ç' } })
    await self.send({ type: 'broadcast', event: 'typing', payload: { n: 1 } })
    await until('they are heard', () => others.length === 1 && echoed.length === 1)
    expect(others[0]).toMatchObject({ event: 'typing', payload: { who: 'Ana ç' } })
    expect(own).toEqual([])
  })
  test('with ack the sender learns that it was taken', async () => {
    const channel = privately(ana, topic(ana.id, 'ack'), { broadcast: { ack: true } })
    await subscribe(channel)
    expect(await channel.send({ type: 'broadcast', event: 'x', payload: {} })).toBe('ok')
  })
  test('a member whom no policy lets write is not heard', async () => {
    const [reader, listener] = [privately(bia, topic('all', 'silent')), privately(ana, topic('all', 'silent'))]
    const heard = hear(listener)
    await Promise.all([reader, listener].map(subscribe))
    await reader.send({ type: 'broadcast', event: 'x', payload: {} })
    await quiet()
    expect(heard).toEqual([])
  })
  test('public topics carry between people who are not signed in', async () => {
    const [one, two] = [project.client().channel(`${suite}-public`), project.client().channel(`${suite}-public`)]
    const heard = hear(two)
    await Promise.all([one, two].map(subscribe))
    await one.send({ type: 'broadcast', event: 'hello', payload: { n: 1 } })
    await until('it is heard', () => heard.length === 1)
  })
  test('a private and a public topic of the same name do not hear each other', async () => {
    const open = bia.client.channel(topic('all', 'same'))
    const closed = privately(ana, topic('all', 'same'))
    const [heardOpen, heardClosed] = [hear(open), hear(closed)]
    await Promise.all([open, closed].map(subscribe))
    await send(topic('all', 'same'), 'secret', {})
    await open.send({ type: 'broadcast', event: 'forged', payload: {} })
    await until('the member hears the database', () => heardClosed.length > 0)
    await quiet()
    expect(heardOpen).toEqual([])
    expect(heardClosed.map(({ event }) => event)).toEqual(['secret'])
  })
  test('httpSend() reaches a private topic, if the sender may write there', async () => {
    const listener = privately(bia, topic('all', 'http'))
    const heard = hear(listener)
    await subscribe(listener)
    await ana.client.realtime.setAuth(ana.token)
    await privately(ana, topic('all', 'http')).httpSend('note', { from: 'http' })
    await until('it is heard', () => heard.length === 1)
    expect(heard[0]).toMatchObject({ event: 'note', payload: { from: 'http' } })
  })
})
