import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './http-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const call = (method: string, url: string, body?: unknown) => house.call(house.acme.agent.token, method, url, body)
const write = async (from: string, text: string, inbox = house.acme.inbox) => {
  const [row] = await house.database.sql`select key from inboxes where id = ${inbox}`
  const answer = await house.app.inject({
    method: 'POST',
    url: `/hooks/v1/${row?.key}/inbound`,
    headers: { 'x-word': 'sesame' },
    body: JSON.stringify({ id: randomUUID(), from, text }),
  })
  expect(answer.statusCode).toBe(200)
}
const contactAt = async (value: string): Promise<string> => {
  const [row] = await house.database.sql`
    select contact_id from identities where organization_id = ${house.acme.id} and value = ${value}`
  return row?.contact_id
}
const person = async (value: string, more: { kind?: string; name?: string; attributes?: object } = {}) => {
  const { kind = 'phone', name = null, attributes = {} } = more
  const [row] = await house.database.sql`
    insert into contacts (organization_id, name, attributes) values (${house.acme.id}, ${name}, ${house.database.sql.json(attributes as never)})
    returning id`
  await house.database.sql`
    insert into identities (organization_id, contact_id, kind, value) values (${house.acme.id}, ${row?.id}, ${kind}, ${value})`
  return row?.id as string
}
const candidates = async (id: string) => {
  const { status, body } = await call('GET', `/v1/contacts/${id}/candidates`)
  expect(status).toBe(200)
  return (body.data as { contact: { id: string }; because: string; text: string }[]).map(
    ({ contact, because }) => [contact.id, because] as const,
  )
}

test('a contact is found by a part of its name or address, and shows all of both', async () => {
  const id = await person('+5511911112222', { name: 'Antônia Prado' })
  expect((await call('GET', '/v1/contacts?search=antonia')).body.data).toMatchObject([
    {
      id,
      name: 'Antônia Prado',
      identities: [{ kind: 'phone', value: '+5511911112222' }],
      conversations: 0,
      merged_into: null,
    },
  ])
  expect((await call('GET', '/v1/contacts?search=1111222')).body.data).toMatchObject([{ id }])
  const first = await call('GET', '/v1/contacts?limit=1')
  expect(first.body.data).toHaveLength(1)
  const second = await call('GET', `/v1/contacts?limit=1&cursor=${first.body.next}`)
  expect(second.body.data[0].id).not.toBe(first.body.data[0].id)
})

test('edge 11: a phone with and without the ninth digit is proposed as the same person, never joined by itself', async () => {
  const without = await person('+558587654321', { kind: 'wa_phone' })
  const with9 = await person('+5585987654321', { kind: 'wa_phone' })
  expect(await candidates(without)).toEqual([[with9, 'ninth_digit']])
  expect(await candidates(with9)).toEqual([[without, 'ninth_digit']])
  const mexico = await person('+5215512349876', { kind: 'wa_phone' })
  expect(await candidates(await person('+525512349876', { kind: 'wa_phone' }))).toEqual([[mexico, 'ninth_digit']])
  const argentina = await person('+5491123456789')
  expect(await candidates(await person('+541123456789', { kind: 'wa_phone' }))).toEqual([[argentina, 'ninth_digit']])
})

test('edge 12: a landline is nobody’s mobile', async () => {
  const landline = await person('+5585932221111')
  expect(await candidates(await person('+558532221111'))).toEqual([])
  expect(await candidates(landline)).toEqual([])
})

test('the same address in another spelling, typed into a form, or beside a document, is a sign', async () => {
  const mail = await person('Rita.Souza+loja@Exemplo.com', { kind: 'email' })
  const typed = await person('w1', {
    kind: 'webchat',
    attributes: { 'E-mail': 'rita.souza@exemplo.com', cpf: '529.982.247-25' },
  })
  expect(await candidates(mail)).toEqual([[typed, 'typed_address']])
  const again = await person('rita.souza@exemplo.com', { kind: 'email', attributes: { cpf: '52998224725' } })
  expect(await candidates(again)).toEqual([
    [typed, 'same_document'],
    [mail, 'same_address'],
  ])
})

test('a name alone is no sign; a full name with something else in common is', async () => {
  const maria = await person('+5531988880001', { name: 'Maria Silva' })
  await person('+5531988880002', { name: 'Maria Silva' })
  const other = await person('maria@a.example', {
    kind: 'email',
    name: 'maria SILVA',
    attributes: { pedido: 'BR-77110' },
  })
  expect(await candidates(maria)).toEqual([])
  await house.database.sql`update contacts set attributes = '{"pedido": "BR-77110"}' where id = ${maria}`
  expect(await candidates(maria)).toEqual([[other, 'same_name']])
})

test('what a merged contact writes goes to the one it was joined with, and after undoing to itself again', async () => {
  await write('merge-a', 'oi')
  await write('merge-b', 'olá')
  const [a, b] = [await contactAt('merge-a'), await contactAt('merge-b')]
  const merged = await call('POST', `/v1/contacts/${a}/merge`, { with: b })
  expect(merged).toMatchObject({ status: 200, body: { contact: { id: a, conversations: 2, merged_into: null } } })
  expect(merged.body.contact.identities.map((one: { value: string }) => one.value).sort()).toEqual([
    'merge-a',
    'merge-b',
  ])
  expect((await call('GET', `/v1/contacts/${b}`)).body).toMatchObject({
    merged_into: a,
    identities: [],
    conversations: 0,
  })
  // One open conversation has to do for both: the one that was quiet for longer says where it goes on.
  const open = await house.database.sql`
    select id, waiting_since from conversations where contact_id = ${a} and status <> 'resolved'`
  expect(open).toHaveLength(1)
  expect(open[0]?.waiting_since).not.toBeNull()
  const notes = await house.database.sql`
    select m.text from messages m join conversations c on c.id = m.conversation_id where c.contact_id = ${a} and m.direction = 'note'`
  expect(notes.map(({ text }) => text).join(' ')).toMatch(/continua no protocolo.*também escreveu no protocolo/)
  await write('merge-b', 'ainda eu')
  await write('merge-a', 'e eu')
  expect(
    await house.database.sql`
    select m.text from messages m where m.conversation_id = ${open[0]?.id} and direction = 'in' order by seq`,
  ).toMatchObject([{ text: 'olá' }, { text: 'ainda eu' }, { text: 'e eu' }])
  const undone = await call('POST', `/v1/merges/${merged.body.id}/undo`)
  expect(undone).toMatchObject({
    status: 200,
    body: { kept: { id: a, conversations: 1 }, contact: { id: b, conversations: 1, merged_into: null } },
  })
  await write('merge-b', 'só eu')
  const [last] = await house.database.sql`
    select c.contact_id from messages m join conversations c on c.id = m.conversation_id where m.text = 'só eu'`
  expect(last?.contact_id).toBe(b)
  expect((await call('POST', `/v1/merges/${merged.body.id}/undo`)).body.error.code).toBe('already_undone')
  const { body: history } = await call('GET', `/v1/contacts/${b}/merges`)
  expect(history.data).toMatchObject([
    { kept_id: a, gone_id: b, identities: 1, conversations: 1, merged_by: 'Beto', undone_at: expect.any(String) },
  ])
  const actions = await house.database.sql`select action from audit_log where target = ${a} order by id`
  expect(actions.map(({ action }) => action)).toEqual(['contact.merged', 'contact.unmerged'])
})

test('merged while both write, every message has one place, and a person one open conversation', async () => {
  for (let round = 0; round < 6; round++) {
    const [one, two] = [`race-a${round}`, `race-b${round}`]
    await write(one, 'oi')
    await write(two, 'oi')
    const [a, b] = [await contactAt(one), await contactAt(two)]
    const [, , , merged] = await Promise.all([
      write(one, '1'),
      write(two, '2'),
      write(two, '3'),
      call('POST', `/v1/contacts/${a}/merge`, { with: b }),
      write(one, '4'),
      write(two, '5'),
    ])
    expect(merged.status).toBe(200)
    const rows = await house.database.sql`
      select c.contact_id, c.status, count(m.id)::int as messages from conversations c
      join messages m on m.conversation_id = c.id and m.direction = 'in' where c.contact_id in (${a}, ${b}) group by c.id, c.organization_id`
    expect(rows.every(({ contact_id }) => contact_id === a)).toBe(true)
    expect(rows.filter(({ status }) => status === 'open')).toHaveLength(1)
    expect(rows.reduce((sum, { messages }) => sum + messages, 0)).toBe(7)
    const [undone] = await Promise.all([call('POST', `/v1/merges/${merged.body.id}/undo`), write(two, '6')])
    expect(undone.status).toBe(200)
    expect([await contactAt(one), await contactAt(two)]).toEqual([a, b])
  }
})

test('a conversation begun from a moved address goes home with it', async () => {
  await write('home-a', 'oi')
  const a = await contactAt('home-a')
  const b = await person('home-b', { kind: 'pager' })
  const { body } = await call('POST', `/v1/contacts/${a}/merge`, { with: b })
  await house.database
    .sql`update conversations set status = 'resolved', resolved_at = now() - interval '3 days' where contact_id = ${a}`
  await write('home-b', 'cheguei depois')
  await call('POST', `/v1/merges/${body.id}/undo`)
  const [row] = await house.database.sql`
    select c.contact_id from messages m join conversations c on c.id = m.conversation_id where m.text = 'cheguei depois'`
  expect(row?.contact_id).toBe(b)
})

test('tags, attributes and what agents changed since are told apart when a merge is undone', async () => {
  const [a, b] = [await person('tags-a'), await person('tags-b', { name: 'Bia' })]
  const { sql } = house.database
  await sql`update contacts set tags = '{vip}', attributes = '{"plano": "ouro"}' where id = ${a}`
  await sql`update contacts set tags = '{vip,boleto}', attributes = '{"plano": "prata", "cidade": "Recife", "loja": "1"}' where id = ${b}`
  const { body } = await call('POST', `/v1/contacts/${a}/merge`, { with: b })
  expect(body.contact).toMatchObject({
    name: 'Bia',
    tags: ['vip', 'boleto'],
    attributes: { plano: 'ouro', cidade: 'Recife', loja: '1' },
  })
  await sql`update contacts set tags = tags || '{novo}', attributes = attributes || '{"loja": "2"}' where id = ${a}`
  const parted = (await call('POST', `/v1/merges/${body.id}/undo`)).body
  expect(parted.kept).toMatchObject({ name: null, tags: ['vip', 'novo'], attributes: { plano: 'ouro', loja: '2' } })
  expect(parted.contact).toMatchObject({
    name: 'Bia',
    tags: ['vip', 'boleto'],
    attributes: { plano: 'prata', cidade: 'Recife', loja: '1' },
  })
})

test('a merge that cannot be is refused with what to do', async () => {
  const [a, b, c] = [await person('no-a'), await person('no-b'), await person('no-c')]
  expect((await call('POST', `/v1/contacts/${a}/merge`, { with: a })).body.error.details).toMatchObject([
    { field: 'with' },
  ])
  expect((await call('POST', `/v1/contacts/${a}/merge`, { with: randomUUID() })).status).toBe(404)
  const first = (await call('POST', `/v1/contacts/${a}/merge`, { with: b })).body.id
  expect((await call('POST', `/v1/contacts/${c}/merge`, { with: b })).body.error.code).toBe('already_merged')
  const second = (await call('POST', `/v1/contacts/${c}/merge`, { with: a })).body.id
  expect((await call('POST', `/v1/merges/${first}/undo`)).body.error.code).toBe('merged_onwards')
  expect((await call('POST', `/v1/merges/${second}/undo`)).status).toBe(200)
  expect((await call('POST', `/v1/merges/${first}/undo`)).status).toBe(200)
  const rival = house.rival.agent.token
  expect((await house.call(rival, 'POST', `/v1/contacts/${a}/merge`, { with: b })).status).toBe(404)
  expect((await house.call(rival, 'POST', `/v1/merges/${first}/undo`)).status).toBe(404)
})
