import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './http-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const asAdmin = (method: string, url: string, body?: unknown) => house.call(house.acme.admin.token, method, url, body)
const write = async (body: string, headers: Record<string, string> = {}) => {
  const [row] = await house.database.sql`select key from inboxes where id = ${house.acme.inbox}`
  await house.app.inject({
    method: 'POST',
    url: `/hooks/v1/${row?.key}/inbound`,
    headers: { 'x-word': 'sesame', ...headers },
    body,
  })
}
const latest = async () => (await asAdmin('GET', '/v1/deliveries?limit=1')).body.data[0]

test('what came in is listed with what came of it, the latest first, page by page', async () => {
  for (const n of [1, 2, 3]) await write(JSON.stringify({ id: `d${n}`, from: '70', text: `oi ${n}` }))
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const { body, status } = await asAdmin('GET', `/v1/deliveries?limit=2&inbox=${house.acme.inbox}${cursor}`)
    expect(status).toBe(200)
    for (const { id, inbox_name, hook, bytes, messages } of body.data) {
      expect([inbox_name, hook]).toEqual(['Pager', 'inbound'])
      expect(bytes).toBeGreaterThan(5)
      expect(messages).toBeLessThan(2)
      seen.push(id)
    }
    if (body.next === null) break
    cursor = `&cursor=${body.next}`
  }
  expect(new Set(seen).size).toBe(5)
  expect((await asAdmin('GET', '/v1/deliveries')).body.data.map(({ id }: { id: string }) => id)).toEqual(seen)
  const counts = (await asAdmin('GET', '/v1/deliveries')).body.data.map(
    ({ messages }: { messages: number }) => messages,
  )
  // The last but one is "not json at all", of which nothing came.
  expect(counts).toEqual([1, 1, 1, 0, 1])
})

test('a delivery is shown as it came, and no secret of its headers', async () => {
  const text = JSON.stringify({ id: 'shown', from: '71', text: 'São João 🎉' })
  await write(text, { 'x-faladesk-secret': 'hush', authorization: 'Basic abc', 'x-provider': 'p1' })
  const { id } = await latest()
  const { body } = await asAdmin('GET', `/v1/deliveries/${id}`)
  expect(body).toMatchObject({
    id,
    body: text,
    truncated: false,
    messages: 1,
    headers: { 'x-provider': 'p1', 'x-faladesk-secret': '•••' },
  })
  expect(JSON.stringify(body)).not.toMatch(/hush|Basic/)
  await write(Buffer.from([0xff, 0xfe, 0, 1]).toString('latin1'))
  await house.database.sql`update deliveries set body = '\\xfffe0001' where id = ${(await latest()).id.slice(-36)}`
  expect((await asAdmin('GET', `/v1/deliveries/${(await latest()).id}`)).body).toMatchObject({ body: null, bytes: 4 })
})

test('a delivery read again brings what is missing, and never anything twice', async () => {
  await write(JSON.stringify({ id: 'again', from: '72', text: 'de novo' }))
  const { id } = await latest()
  const count = async () => (await house.database.sql`select from messages where external_id = 'again'`).length
  expect((await asAdmin('POST', `/v1/deliveries/${id}/replay`)).body).toEqual({ messages: 0 })
  expect(await count()).toBe(1)
  await house.database.sql`delete from messages where external_id = 'again'`
  for (const expected of [1, 0, 0]) {
    expect((await asAdmin('POST', `/v1/deliveries/${id}/replay`)).body).toEqual({ messages: expected })
    expect(await count()).toBe(1)
  }
  // Read again often, it is kept twice at most: as it came, and as it was read last.
  expect(
    await house.database
      .sql`select from deliveries where body = (select body from deliveries where id = ${id.slice(-36)})`,
  ).toHaveLength(2)
  const log = await house.database
    .sql`select detail from audit_log where action = 'delivery.replayed' order by id desc limit 1`
  expect(JSON.stringify(log)).not.toMatch(/de novo|72"/)
})

test('what cannot be read, or is not here, is told', async () => {
  await write('not json either')
  expect((await asAdmin('POST', `/v1/deliveries/${(await latest()).id}/replay`)).body.error).toMatchObject({
    code: 'still_unreadable',
  })
  expect((await asAdmin('GET', `/v1/deliveries/1k2j3h4g5f-${randomUUID()}`)).status).toBe(404)
  expect((await asAdmin('GET', `/v1/deliveries/zzzzzzzzzzzz-${randomUUID()}`)).status).toBe(404)
  expect((await asAdmin('GET', '/v1/deliveries/x')).status).toBe(404)
  expect((await house.call(house.rival.admin.token, 'GET', `/v1/deliveries/${(await latest()).id}`)).status).toBe(404)
  expect((await asAdmin('GET', `/v1/deliveries?inbox=${house.rival.inbox}`)).body.data).toEqual([])
})

test('the latest of a hundred thousand deliveries are found without reading the others', async () => {
  const { sql } = house.database
  const { id, inbox } = house.acme
  // One connection for all that is counted before: each counts for itself and tells it when it likes, or is made to.
  const own = await sql.reserve()
  await own`
    insert into deliveries (organization_id, inbox_id, idempotency_key, hook, headers, body, received_at)
    select ${id}, ${inbox}, 'many' || n, 'inbound', '{}', convert_to(repeat('x', 200), 'UTF8'), now() - make_interval(secs => 400000 - n * 4)
    from generate_series(1, 100000) n`
  await own`insert into deliveries (organization_id, inbox_id, idempotency_key, hook, headers, body, received_at)
    select ${house.rival.id}, ${house.rival.inbox}, 'r' || n, 'inbound', '{}', 'x', now() - interval '3 days' + make_interval(secs => n) from generate_series(1, 3000) n`
  await own.unsafe('vacuum analyze deliveries')
  await own`select pg_stat_force_next_flush()`
  own.release()
  const blocks = async (work: () => Promise<unknown>) => {
    const read = async () => {
      const [row] = await sql`
        select (heap_blks_read + heap_blks_hit)::int as n from pg_statio_user_tables where relname = 'deliveries'`
      return row?.n as number
    }
    const before = await read()
    await work()
    await new Promise((resolve) => setTimeout(resolve, 1500))
    return (await read()) - before
  }
  const [{ pages } = {} as never] = await sql`select relpages as pages from pg_class where relname = 'deliveries'`
  const touched = await blocks(async () => {
    await house.host.db.sql.begin(async (tx) => {
      await tx`select set_config('role', 'faladesk_core', true), set_config('faladesk.organization_id', ${id}, true)`
      await tx`select * from private.latest_deliveries(${inbox}, null, null, 51)`
      await tx`select pg_stat_force_next_flush()`
    })
  })
  expect(pages).toBeGreaterThan(2500)
  expect(touched).toBeLessThan(pages / 4)
  expect((await asAdmin('GET', `/v1/deliveries?inbox=${inbox}&limit=50`)).body.data).toHaveLength(50)
})
