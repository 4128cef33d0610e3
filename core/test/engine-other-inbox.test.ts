import { randomUUID } from 'node:crypto'
import type { OutboundMessage } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerBy } from '../src/act/answer.ts'
import { readSituation } from '../src/decide/reply/situation.ts'
import { wayOf } from '../src/decide/reply/ways.ts'
import type { Tx } from '../src/store/database.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { always } from './support/events.ts'
import { rawChannel, rawInbox, said } from './support/letters.ts'
import { until } from './support/until.ts'

const out: OutboundMessage[] = []
let engine: Engine
let desks: Awaited<ReturnType<typeof rawInbox>>[]
beforeAll(async () => {
  engine = await startEngine({}, {}, false, [{ from: 'chatter', plugin: rawChannel('chatter', false, out) }])
  desks = await Promise.all(['chatter', 'chatter', 'chatter'].map((channel) => rawInbox(engine, channel)))
  await engine.publish([
    { id: 'q', name: 'q', lane: 'reply', conditions: always, event: { type: 'ignore', params: {} } },
  ])
})
afterAll(() => engine?.stop())

const answer = async (tx: Tx, conversation: string, inbox: string, text: string) => {
  const weighed = await readSituation(tx, engine.host, conversation, { text, via: inbox })
  const way = weighed && wayOf(weighed.intent, weighed.situation)
  if (!weighed || !way?.allowed) throw new Error('there is no such way')
  return answerBy(tx, engine.plugins, weighed.known, way, {
    organizationId: engine.organization,
    conversationId: conversation,
    author: { kind: 'agent', id: engine.agent },
    text,
    automatic: false,
  })
}

test('two agents who open the same other inbox at once open one conversation, and both messages are in it', async () => {
  const [one, two, other] = desks as [(typeof desks)[0], (typeof desks)[0], (typeof desks)[0]]
  for (let round = 0; round < 3; round++) {
    const from = `${randomUUID()}@x.example`
    const before = await other.hears(said(from, 'há tempos'))
    const here = [await one.hears(said(from, 'oi')), await two.hears(said(from, 'oi'))].map(({ thread }) => thread.id)
    await engine.sql`update conversations set status = 'resolved', resolved_at = now() - interval '3 days' where id = ${before.thread.id}`
    // The first holds its transaction open until the second has to wait for it.
    const second = Promise.withResolvers<void>()
    let asked = false
    const { db } = engine.host
    const both = await Promise.all([
      db.inOrganization(engine.organization, async (tx) => {
        const message = await answer(tx, here[0], other.id, `um ${from}`)
        second.resolve()
        await until('the other waits', async () => {
          const [row] = await engine.sql`
            select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query like '%conversations%'`
          return row !== undefined
        })
        asked = true
        return message
      }),
      second.promise.then(() =>
        db.inOrganization(engine.organization, (tx) => answer(tx, here[1], other.id, `dois ${from}`)),
      ),
    ])
    expect(asked).toBe(true)
    expect(new Set(both.map(({ conversation_id }) => conversation_id)).size).toBe(1)
    const open = await engine.sql`
      select id from conversations where inbox_id = ${other.id} and contact_id = ${before.thread.contact_id} and status <> 'resolved'`
    expect(open.map(({ id }) => id)).toEqual([both[0]?.conversation_id])
    const written = await engine.sql`
      select text from messages where conversation_id = ${both[0]?.conversation_id} and direction = 'out' order by seq`
    expect(written.map(({ text }) => text)).toEqual([`um ${from}`, `dois ${from}`])
    const links = await engine.sql`
      select flags ->> 'linked' as linked from messages where conversation_id = ${both[0]?.conversation_id} and direction = 'note'`
    expect(links.map(({ linked }) => linked).sort()).toEqual([...here].sort())
  }
})
