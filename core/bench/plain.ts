// The reference of the ingest benchmark: Fastify, one prepared INSERT, one commit, and nothing else. Run as a process of its own.
import { fastify } from 'fastify'
import postgres from 'postgres'

const sql = postgres(process.argv[2] ?? '', { max: 10 })
await sql`create table if not exists bench_plain (id bigint generated always as identity primary key, body text not null, at timestamptz not null default now())`
const app = fastify()
app.removeAllContentTypeParsers()
app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
app.post('/', async (request, reply) => {
  await sql`insert into bench_plain (body) values (${request.body as string})`
  return reply.send('')
})
const url = await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.(url)
