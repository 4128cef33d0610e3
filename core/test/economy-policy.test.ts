import { afterAll, beforeAll, expect, test } from 'vitest'
import { goesAsTemplate } from '../src/backtest/closed-window.ts'
import { readClosedWindows } from '../src/backtest/read-closed-windows.ts'
import { type DialogDesk, openDialogDesk } from './support/dialog-desk.ts'
import { until } from './support/until.ts'

let desk: DialogDesk
beforeAll(async () => {
  desk = await openDialogDesk()
})
afterAll(() => desk?.stop())

let number = 5511966660000
const phone = () => String(++number)
const at = () => `/v1/inboxes/${desk.inbox.id}`
const policy = (reply_policy: object) => desk.call('PATCH', at(), { reply_policy })
const wrong = async (reply_policy: object) => {
  const { status, body } = await policy(reply_policy)
  return [status, ...(body.error?.details ?? []).map(({ field }: { field: string }) => field)]
}
const retorno = { ref: 'retorno', variables: { '1': 'a', '2': 'b', '3': '{{reply.text}}' } }

test('a policy that uses a template and names none, or one that is not approved, is refused by its field', async () => {
  expect(await wrong({ closed: ['template'] })).toEqual([400, 'reply_policy.template'])
  expect(await wrong({ closed: ['template'], paidTemplate: retorno })).toEqual([400, 'reply_policy.template'])
  expect(await wrong({ closed: ['paid_template'] })).toEqual([400, 'reply_policy.paidTemplate'])
  expect(await wrong({ closed: ['template', 'paid_template'] })).toEqual([
    400,
    'reply_policy.template',
    'reply_policy.paidTemplate',
  ])
  expect(await wrong({ closed: ['template'], template: { ref: 'parado' } })).toEqual([400, 'reply_policy.template.ref'])
  expect(await wrong({ closed: [], template: { ref: 'retorno', language: 'fr' } })).toEqual([
    400,
    'reply_policy.template.ref',
  ])
  // What may be paid for is the same template where no other is named.
  expect(await wrong({ closed: ['paid_template'], template: retorno })).toEqual([200])
  expect(await wrong({ closed: ['channel'] })).toEqual([200])
})

test('a backtest reads each inbox’s policy as it stands now', async () => {
  const counts = async () => {
    const all = await desk.engine.host.db.inOrganization(desk.engine.organization, (tx) =>
      readClosedWindows(tx, desk.engine.host),
    )
    const find = (id: string) => all.find(({ inboxId }) => inboxId === id)
    return [
      goesAsTemplate(find(desk.inbox.id), undefined),
      goesAsTemplate(find(desk.inbox.id), { ref: 'oferta' }),
      goesAsTemplate(find(desk.engine.inbox.id), { ref: 'oferta' }),
    ]
  }
  await policy({ closed: [] })
  expect(await counts()).toEqual([false, true, false])
  await policy({ closed: ['template'], template: retorno })
  expect(await counts()).toEqual([false, true, false])
  const priced = (amount: number) =>
    desk.call('PATCH', '/v1/organization', {
      message_prices: [{ channel: 'whatsapp-360dialog', category: 'utility', amount, currency: 'BRL' }],
    })
  await priced(0)
  expect(await counts()).toEqual([true, true, false])
  await priced(0.1)
  await policy({ closed: ['paid_template'], template: retorno })
  expect(await counts()).toEqual([true, true, false])
})

test('who wants no advertising gets no marketing template, by any of their numbers, and still gets answers', async () => {
  const from = phone()
  const id = await desk.write(from, 'oi')
  const oferta = { template: { ref: 'oferta', variables: { '1': 'Ana' } } }
  const mark = (code: string | null) =>
    desk.engine.sql`update identities set blocked_code = ${code}, blocked_at = now() where value = ${`+${from}`}`
  await mark('marketing')
  const refused = await desk.call('POST', `/v1/conversations/${id}/messages`, oferta)
  expect([refused.status, refused.body.error.code]).toEqual([409, 'opted_out'])
  expect(refused.body.error.message).toMatch(/no advertising.*utility template/)
  const seen = await desk.call('POST', `/v1/conversations/${id}/reply-preview`, oferta)
  expect(seen.body).toMatchObject({ chosen: null, ways: [{ via: 'template', allowed: false }] })
  for (const body of [{ text: 'olá' }, { template: { ref: 'retorno', variables: { '1': 'a', '2': 'b', '3': 'c' } } }])
    expect((await desk.call('POST', `/v1/conversations/${id}/messages`, body)).status).toBe(201)
  await until('both are sent', () => desk.to(from).some(({ type }) => type === 'template'))
  await mark(null)
  await desk.engine.sql`
    insert into identities (organization_id, contact_id, kind, value, blocked_code, blocked_at)
    select c.organization_id, c.contact_id, 'wa_bsuid', ${`BR.${from}`}, 'marketing', now() from conversations c where c.id = ${id}`
  expect((await desk.call('POST', `/v1/conversations/${id}/messages`, oferta)).status).toBe(409)
  await desk.engine.sql`update identities set blocked_code = null where value = ${`BR.${from}`}`
  expect((await desk.call('POST', `/v1/conversations/${id}/messages`, oferta)).status).toBe(201)
})

test('what a provider says of the account, the quality and the templates is kept for whoever opens the inbox', async () => {
  const tell = (topic: string, note: string, detail: object, occurredAt = new Date().toISOString()) =>
    desk.engine
      .sql`select private.apply_account(${desk.inbox.id}, ${desk.engine.sql.json({ type: 'account', topic, note, detail, occurredAt } as never)})`
  const news = async () => (await desk.call('GET', at())).body.news as { topic: string; text: string; at: string }[]
  const when = new Date(Date.now() - 60_000).toISOString()
  await tell('quality', 'phone quality: FLAGGED', { event: 'FLAGGED' }, when)
  await tell('template', 'oferta: REJECTED', { event: 'REJECTED', message_template_name: 'nenhuma' })
  await tell('name', 'the name was changed', {})
  expect((await news()).map(({ topic, text }) => [topic, text])).toEqual([
    ['name', 'the name was changed'],
    ['template', 'oferta: REJECTED'],
    ['quality', 'phone quality: FLAGGED'],
  ])
  expect((await news())[2]?.at).toBe(when)
  // The same delivery again says nothing new, and of many the last twenty stay.
  await tell('quality', 'phone quality: FLAGGED', { event: 'FLAGGED' }, when)
  expect(await news()).toHaveLength(3)
  for (let n = 0; n < 25; n++) await tell('name', `name ${n}`, {})
  expect((await news()).map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, n) => `name ${24 - n}`))
  const health = (await desk.call('GET', at())).body.health
  expect(health).toMatchObject({ status: 'degraded', source: 'account' })
  expect((await desk.call('GET', '/v1/inboxes')).body.data[0].news).toBeUndefined()
})
