import type { OutboundMessage } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, startEngine } from './support/engine.ts'
import { always, on, wait } from './support/events.ts'
import { rawChannel, rawInbox, said } from './support/letters.ts'
import { until } from './support/until.ts'
import { echo } from './support/workflow.ts'

const out: OutboundMessage[] = []
let engine: Engine
let mail: Awaited<ReturnType<typeof rawInbox>>
beforeAll(async () => {
  engine = await startEngine({}, {}, false, [{ from: 'email', plugin: rawChannel('email', true, out) }])
  mail = await rawInbox(engine, 'email')
  await engine.sql`insert into sla_policies (organization_id, name, first_response_minutes, business_hours)
    values (${engine.organization}, 'Padrão', 30, false)`
  const promise = {
    id: 'prazo',
    name: 'prazo',
    lane: 'background',
    conditions: always,
    event: { type: 'sla', params: { policy: 'Padrão' } },
  }
  await engine.publish([
    echo,
    promise,
    on('sumiu', { event: 'customer-silent', minutes: 60 }, { type: 'tag', params: { add: ['sumiu'] } }),
  ])
})
afterAll(() => engine?.stop())

let people = 0
const person = () => `pessoa${++people}@x.example`
const conversation = async (id: string) => (await engine.sql`select * from conversations where id = ${id}`)[0]

test.each([{ auto: true }, { bulk: true }])(
  'edge 46: what a machine sent (%o) is kept, answered by nobody, opens nothing again and starts no clock',
  async (flags) => {
    const from = person()
    const { thread, message: first } = await mail.hears(said(from, 'oi'))
    await mail.sent(thread.id)
    await wait(engine, thread.id)
    await until('the silence was seen', async () => (await conversation(thread.id))?.tags.includes('sumiu'))
    await engine.sql`update conversations set status = 'resolved', resolved_at = now(), waiting_since = null where id = ${thread.id}`
    const sent = out.length
    const machine = await mail.hears(
      said(from, 'estou de férias', { flags, thread: { replyToExternalIds: [first.external_id] } }),
    )
    expect(machine.thread).toMatchObject({ id: thread.id, status: 'resolved', waiting_since: null })
    expect(machine.decision).toMatchObject({ outcome: 'none' })
    const alone = await mail.hears(said(person(), 'novidades da semana', { flags }))
    expect(alone.thread).toMatchObject({ status: 'open', waiting_since: null, sla_policy_id: null })
    expect(thread.sla_policy_id).not.toBeNull()
    expect(out.length).toBe(sent)
  },
)

test('edge 46: an out-of-office does not end the customer’s silence', async () => {
  const from = person()
  const { thread, message: first } = await mail.hears(said(from, 'oi'))
  await mail.sent(thread.id)
  const thanks = { flags: { auto: true }, thread: { replyToExternalIds: [first.external_id] } }
  await mail.hears(said(from, 'estou de férias', thanks))
  await wait(engine, thread.id)
  await until('the silence was seen', async () => (await conversation(thread.id))?.tags.includes('sumiu'))
})

test('edge 46: two help desks that do not say they are machines stop after ten answers, with one note', async () => {
  const from = person()
  const heard = []
  for (let n = 1; n <= 13; n++) heard.push(await mail.hears(said(from, `recebemos sua mensagem ${n}`)))
  const outcomes = heard.map(({ decision }) => decision.outcome)
  expect(outcomes).toEqual([...Array(10).fill('auto-reply'), ...Array(3).fill('none')])
  expect(heard.at(-1)?.decision.actions.at(-1)).toMatchObject({
    action: 'auto-reply',
    ok: false,
    reason: 'too-many-answers',
  })
  const notes = (await Promise.all(heard.map(({ thread }) => mail.notes(thread.id)))).flat()
  expect(notes).toHaveLength(1)
  expect(notes[0]).toContain('parece ser uma máquina')
  expect((await conversation(heard.at(-1)?.thread.id))?.waiting_since).not.toBeNull()
  expect(await engine.host.metrics.register.getSingleMetricAsString('faladesk_answers_quieted_total')).toContain(
    'channel="email"} 3',
  )
  const somebody = await mail.hears(said(person(), 'oi'))
  expect(somebody.decision.outcome).toBe('auto-reply')
})
