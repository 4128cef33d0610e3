import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { callHeaders, callSecret } from '../src/outbound/call-signature.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'

interface Received {
  headers: IncomingHttpHeaders
  body: string
}

let engine: Engine
let answer: (n: number) => number = () => 204
const received: Received[] = []
const receiver = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    received.push({ headers: request.headers, body })
    response.writeHead(answer(received.length), { location: 'http://127.0.0.1:1/elsewhere' }).end()
  })
})

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  engine = await startEngine({}, {}, true)
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/erp`
  await engine.publish([
    {
      id: 'avisa-erp',
      name: 'Avisa o ERP',
      lane: 'background',
      conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: ['pedido'] }] },
      event: { type: 'webhook', params: { url } },
    },
  ])
})
afterAll(async () => {
  await engine?.stop()
  receiver.closeAllConnections()
  receiver.close()
})
beforeEach(() => {
  received.length = 0
  answer = () => 204
})

const calls = () => engine.sql`select * from calls order by created_at`
const lastCall = async () => (await calls()).at(-1)

test('a call tells what happened without personal numbers, signed as Standard Webhooks says', async () => {
  await engine.write('5511911110001', 'meu pedido, CPF 529.982.247-25')
  await until('the system was called', () => received.length === 1)
  const [{ headers, body }] = received as [Received]
  const said = JSON.parse(body)
  expect(said).toMatchObject({
    type: 'message.received',
    data: { rule: 'avisa-erp', contact: { id: expect.any(String) } },
  })
  expect(said.data.message.text).toBe('meu pedido, CPF [CPF_1]')
  const secret = Buffer.from(
    callSecret(engine.config.secretKey, engine.organization, 1).slice('whsec_'.length),
    'base64',
  )
  const expected = createHmac('sha256', secret)
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest()
  const given = Buffer.from(String(headers['webhook-signature']).replace('v1,', ''), 'base64')
  expect(timingSafeEqual(expected, given)).toBe(true)
  await until('it is known to have arrived', async () => (await lastCall())?.state === 'sent')
})

test('a system that is down is asked again, later each time, and knows the repetition by its id', async () => {
  answer = (n) => (n === 1 ? 503 : 200)
  await engine.write('5511911110002', 'outro pedido')
  await until('the first attempt failed', async () => (await lastCall())?.reason !== null)
  expect(await lastCall()).toMatchObject({ state: 'queued', attempts: 1, answer_status: 503 })
  await engine.sql`update calls set due = now() where state = 'queued'`
  engine.host.wake('calls')
  await until('it arrived', async () => (await lastCall())?.state === 'sent')
  expect(received[1]?.headers['webhook-id']).toBe(received[0]?.headers['webhook-id'])
})

test('a redirect is not followed, and a receiver that says it is gone is left alone', async () => {
  answer = (n) => (n === 1 ? 302 : 410)
  await engine.write('5511911110003', 'mais um pedido')
  await until('the redirect failed', async () => (await lastCall())?.answer_status === 302)
  await engine.sql`update calls set due = now() where state = 'queued'`
  engine.host.wake('calls')
  await until('it was given up', async () => (await lastCall())?.state === 'failed')
  expect(received).toHaveLength(2)
})

test('for a day after a change of the secret both sign', () => {
  const call = { id: 'id', at: new Date(0), body: '{}' }
  const key = new Uint8Array(32)
  const both = callHeaders(key, 'o', [2, 1], call)['webhook-signature']?.split(' ')
  expect(both).toEqual([
    callHeaders(key, 'o', [2], call)['webhook-signature'],
    callHeaders(key, 'o', [1], call)['webhook-signature'],
  ])
})
