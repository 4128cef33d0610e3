import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeDialog, fakeDialog } from '../../plugins/whatsapp-360dialog/test/fake-360dialog.ts'
import { type House, openHouse } from './http-house.ts'
import { until } from './support/until.ts'

let house: House
let dialog: FakeDialog
beforeAll(async () => {
  ;[house, dialog] = await Promise.all([openHouse(), fakeDialog()])
})
afterAll(async () => {
  await house?.close()
  await dialog?.close()
})
const asAdmin = (method: string, url: string, body?: unknown) => house.call(house.acme.admin.token, method, url, body)

test('a webhook of another system is left alone when an inbox is made or saved, and replaced only when an admin asks for that', async () => {
  dialog.webhook = { url: 'https://bot.example/hook' }
  const { body: inbox } = await asAdmin('POST', '/v1/inboxes', {
    channel: 'whatsapp-360dialog',
    name: 'WhatsApp',
    settings: dialog.settings,
  })
  const health = async () => (await asAdmin('GET', `/v1/inboxes/${inbox.id}`)).body.health
  const told = await until('its health says so', async () => {
    const now = await health()
    return now.status === 'error' ? now : undefined
  })
  expect(told.reason).toContain('bot.example')
  expect(told.remedy).toContain('Set up again')
  const set = (body: object) => asAdmin('POST', `/v1/inboxes/${inbox.id}/setup`, body)
  const again = await set({})
  expect(again.status).toBe(200)
  expect(again.body).toMatchObject({ ok: false, tested: true, message: expect.stringContaining('bot.example') })
  expect(dialog.webhook.url).toBe('https://bot.example/hook')

  expect((await set({ replace: true })).body).toEqual({ ok: true, tested: true })
  expect(dialog.webhook.url).toBe(inbox.webhooks.inbound)
  expect((await health()).status).toBe('ok')
  const audits = await house.database.sql`
    select detail from audit_log where action = 'inbox.set_up' and target = ${inbox.id} order by id`
  expect(audits.map(({ detail }) => detail)).toEqual([{ replace: false }, { replace: true }])
})

test('a channel that is told nothing answers that nothing was to be done', async () => {
  expect((await asAdmin('POST', `/v1/inboxes/${house.acme.inbox}/setup`, {})).body).toEqual({ ok: true, tested: false })
})
