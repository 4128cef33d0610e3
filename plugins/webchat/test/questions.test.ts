import type { ChannelContext, MessageEvent, RawRequest } from '@faladesk/plugin-sdk'
import { channelContext, rawRequest } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import { maxFile } from '../src/file.ts'
import channel from '../src/index.ts'
import { tokenFor } from '../src/visitor.ts'

const prechat = {
  name: 'required',
  email: 'required',
  phone: 'optional',
  question: 'optional',
  questionText: 'Qual é o pedido?',
  consent: 'required',
  privacyUrl: 'https://shop.example/privacidade',
}
const asks = channelContext(channel, { prechat } as never) as ChannelContext<never>
const plain = channelContext(channel, {} as never) as ChannelContext<never>
const id = 'f'.repeat(32)

const post = async (
  hook: string,
  body: object | Uint8Array,
  { ctx = asks, token = tokenFor({ id }, ctx), query = {}, type = 'application/json', more = {} } = {},
) => {
  const request = rawRequest(channel, {
    hook,
    query,
    headers: { authorization: `Bearer ${token}`, 'content-type': type, ...more },
    body: body instanceof Uint8Array ? body : JSON.stringify(body),
  })
  const verdict = await channel.verify(request, ctx)
  const outcome = await channel.parse(request, ctx)
  if ('refused' in outcome) throw new Error('refused')
  const answer = JSON.parse(outcome.response?.body ?? '{}')
  return { verdict, event: outcome.events[0] as MessageEvent | undefined, answer }
}
const good = { name: 'Ana', email: 'ana@x.example', phone: '+55 11 98765-4321', question: '1234', consent: true }

test('what is required is asked again on the server; the first message carries the answers, and the token says so', async () => {
  expect((await post('inbound', { id: 'a'.repeat(8), text: 'oi' })).answer.error.code).toBe('form_required')
  for (const [field, wrong] of [
    ['name', { ...good, name: ' ' }],
    ['email', { ...good, email: 'ana@' }],
    ['phone', { ...good, phone: 'x' }],
    ['consent', { ...good, consent: 'yes' }],
  ] as const) {
    const { event, answer } = await post('inbound', { id: 'a'.repeat(8), text: 'oi', form: wrong })
    expect(event).toBeUndefined()
    expect(answer.error.details[0].field).toBe(`form.${field}`)
  }
  const { event, answer } = await post('inbound', { id: 'a'.repeat(8), text: 'oi', form: good })
  expect(event?.content).toEqual([
    { k: 'text', text: 'oi' },
    {
      k: 'form',
      title: 'pre-chat',
      json: {
        name: 'Ana',
        email: 'ana@x.example',
        phone: '+5511987654321',
        'Qual é o pedido?': '1234',
        consent: true,
      },
      contact: {
        name: 'Ana',
        identities: [
          { kind: 'email', value: 'ana@x.example', verified: false },
          { kind: 'phone', value: '+5511987654321', verified: false },
        ],
        attributes: { 'Qual é o pedido?': '1234' },
      },
    },
  ])
  // What somebody merely claims finds nobody: the sender is the browser alone.
  expect(event?.from.identities).toEqual([{ kind: 'webchat', value: id, verified: true }])
  const next = await post('inbound', { id: 'b'.repeat(8), text: 'oi' }, { token: answer.token })
  expect(next.event?.content).toEqual([{ k: 'text', text: 'oi' }])
})

test('an e-mail may be left at any time, without a text', async () => {
  const { event } = await post(
    'inbound',
    { id: 'a'.repeat(8), text: '', form: { email: 'Ana@X.example' } },
    { ctx: plain },
  )
  expect(event?.content).toMatchObject([{ k: 'form', json: { email: 'ana@x.example' } }])
  expect((await post('inbound', { id: 'a'.repeat(8), text: '', form: {} }, { ctx: plain })).event).toBeUndefined()
})

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const upload = (bytes: Uint8Array, type: string, name = 'recibo.png', ctx = plain) =>
  post('file', bytes, { ctx, type, query: { id: 'c'.repeat(8), name } })

test('an uploaded file is a message whose bytes stay in its delivery until the host takes them', async () => {
  const { event, verdict } = await upload(png, 'image/png', '../../a\u202e/recibo.png')
  expect(verdict).toEqual({ ok: true })
  const media = { mime: 'image/png', size: 16, part: 'body', filename: 'recibo.png' }
  expect(event).toMatchObject({ idempotencyKey: `message:${id}:cccccccc`, content: [{ k: 'media', media }] })
  const delivery = { method: 'POST', url: '', name: 'file', query: {}, headers: {}, body: png } as RawRequest
  expect(await channel.fetchMedia?.(media, { ...plain, delivery })).toEqual({
    bytes: png,
    mime: 'image/png',
    filename: 'recibo.png',
  })
  await expect(channel.fetchMedia?.(media, plain)).rejects.toThrow('not stored')
})

test('a file said first brings the answers in a header, and the token says so; what cannot be read answers nothing', async () => {
  const sent = (header: string) =>
    post('file', png, { type: 'image/png', query: { id: 'c'.repeat(8) }, more: { 'x-answers': header } })
  const { event, answer } = await sent(Buffer.from(JSON.stringify({ ...good, name: 'Iñaki' })).toString('base64'))
  expect(event?.content).toMatchObject([{ k: 'media' }, { k: 'form', contact: { name: 'Iñaki' } }])
  const next = await post('inbound', { id: 'b'.repeat(8), text: 'oi' }, { token: answer.token })
  expect(next.event?.content).toEqual([{ k: 'text', text: 'oi' }])
  for (const broken of ['', '%%%', Buffer.from('[1]').toString('base64'), 'A'.repeat(20_000)]) {
    const { verdict, answer } = await sent(broken)
    expect(verdict).toMatchObject({ ok: 'respond', response: { status: 400 } })
    expect(answer.error.details[0].field).toBe('form.name')
  }
})

test('programs, pages, unknown types, empty and too large files are refused before anything is stored', async () => {
  for (const [bytes, type, name] of [
    [png, 'text/html', 'a.html'],
    [png, 'image/svg+xml', 'a.svg'],
    [png, 'image/png', 'a.exe'],
    [Buffer.from('MZ\x90'), 'application/pdf', 'a.pdf'],
    [Buffer.from('\x7fELF'), 'text/plain', 'a.txt'],
    [Buffer.from('#!/bin/sh'), 'text/plain', 'a.txt'],
    [Buffer.alloc(0), 'image/png', 'a.png'],
    [Buffer.alloc(maxFile + 1), 'image/png', 'a.png'],
  ] as const) {
    const { verdict, event } = await upload(bytes, type, name)
    expect(event, `${type} ${name}`).toBeUndefined()
    expect(verdict).toMatchObject({ ok: 'respond', response: { status: 400 } })
  }
  expect((await upload(png, 'image/png', 'a.png', asks)).answer.error.code).toBe('form_required')
  expect(channel.hooks.find(({ name }) => name === 'file')?.maxBytes).toBe(maxFile)
})
