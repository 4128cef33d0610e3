// The reference of the ingest benchmark: Fastify, a signature check, one prepared INSERT, one commit, and nothing else
// (the ceiling every webhook receiver has). Run as a process of its own.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { fastify } from 'fastify'
import postgres from 'postgres'

const [, , database = '', token = ''] = process.argv
const sql = postgres(database, { max: 10 })
await sql`
  create table if not exists bench_plain (
    id bigint generated always as identity primary key, sender text, external_id text, body text, at timestamptz not null default now())`
const app = fastify()
app.removeAllContentTypeParsers()
app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
app.post('/', async (request, reply) => {
  const form = new URLSearchParams(request.body as string)
  const url = `http://${request.headers.host}/`
  const data = [...form.keys()].sort().reduce((all, name) => all + name + form.get(name), url)
  const expected = createHmac('sha1', token).update(data).digest('base64')
  const given = String(request.headers['x-twilio-signature'])
  if (given.length !== expected.length || !timingSafeEqual(Buffer.from(given), Buffer.from(expected)))
    return reply.code(403).send('')
  await sql`insert into bench_plain (sender, external_id, body) values (${form.get('From')}, ${form.get('MessageSid')}, ${form.get('Body')})`
  return reply.send('')
})
const address = await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.(`${address}/`)
