import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './http-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const call = (method: string, url: string, body?: unknown) => house.call(house.acme.agent.token, method, url, body)
const person = async (value: string) => {
  const { sql } = house.database
  const [row] = await sql`insert into contacts (organization_id) values (${house.acme.id}) returning id`
  await sql`insert into identities (organization_id, contact_id, kind, value) values (${house.acme.id}, ${row?.id}, 'phone', ${value})`
  return row?.id as string
}
const candidates = async (id: string) =>
  ((await call('GET', `/v1/contacts/${id}/candidates`)).body.data as { contact: { id: string } }[]).map(
    ({ contact }) => contact.id,
  )
const dismiss = (id: string, other: string) => call('POST', `/v1/contacts/${id}/candidates/${other}/dismiss`)

test('who is said not to be the same person is proposed to neither any more, and others still are', async () => {
  const [without, with9, again] = [
    await person('+558587654321'),
    await person('+5585987654321'),
    await person('85987654321'),
  ]
  expect((await candidates(without)).sort()).toEqual([with9, again].sort())
  expect((await dismiss(without, with9)).status).toBe(204)
  expect(await candidates(without)).toEqual([again])
  expect(await candidates(with9)).toEqual([again])
  // Saying it again, from either side, says nothing new.
  expect((await dismiss(with9, without)).status).toBe(204)
  const said = await house.database.sql`select action, detail from audit_log where target in (${without}, ${with9})`
  expect(said).toMatchObject([{ action: 'contact.told_apart', detail: { from: with9 } }])
})

test('joining them by hand takes it back: parted again, they are proposed again', async () => {
  const [a, b] = [await person('+558587650001'), await person('+5585987650001')]
  await dismiss(a, b)
  expect(await candidates(a)).toEqual([])
  const merged = await call('POST', `/v1/contacts/${b}/merge`, { with: a })
  expect(merged.status).toBe(200)
  expect((await call('POST', `/v1/merges/${merged.body.id}/undo`)).status).toBe(200)
  expect(await candidates(a)).toEqual([b])
})

test('only contacts of the own organization are told apart, and nobody from themselves', async () => {
  const [a, b] = [await person('+558587650002'), await person('+5585987650002')]
  expect((await dismiss(a, a)).body.error.details).toMatchObject([{ field: 'other' }])
  expect((await dismiss(a, randomUUID())).status).toBe(404)
  const rival = await house.call(house.rival.agent.token, 'POST', `/v1/contacts/${a}/candidates/${b}/dismiss`)
  expect(rival.status).toBe(404)
  expect(await candidates(a)).toEqual([b])
})
