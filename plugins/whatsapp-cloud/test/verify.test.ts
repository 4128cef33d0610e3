import { channelContext, rawRequest } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import { simulate } from '../src/simulate.ts'

const settings = {
  phoneNumberId: '106540352242922',
  accessToken: 'EAA',
  appSecret: 'app-secret',
  verifyToken: 'frase longa',
}
const context = (own: object = {}) => channelContext(channel, { ...settings, ...own })
const simulated = (own: object = {}) => {
  const { body, ...request } = simulate.inbound(
    { from: { kind: 'wa_phone', value: '+5511987650001' }, name: 'Zé & Cia', text: 'é ação 😊' },
    context(own),
  )
  return { ...request, query: {}, body: Buffer.from(body) }
}
const challenge = (query: Record<string, string>) => ({
  ...rawRequest(channel, { hook: 'inbound', body: '', query }),
  method: 'GET' as const,
})
const asked = { 'hub.mode': 'subscribe', 'hub.verify_token': 'frase longa', 'hub.challenge': '1158201444' }

test('edge 26: the challenge is answered to who knows the verify token, as plain text, and to nobody else', async () => {
  expect(await channel.verify(challenge(asked), context())).toEqual({
    ok: 'respond',
    response: { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: '1158201444' },
  })
  for (const wrong of [
    { ...asked, 'hub.verify_token': 'frase longA' },
    { ...asked, 'hub.verify_token': '' },
    { ...asked, 'hub.mode': 'unsubscribe' },
    { 'hub.mode': 'subscribe', 'hub.verify_token': 'frase longa' } as Record<string, string>,
    {},
  ])
    expect(await channel.verify(challenge(wrong), context())).toMatchObject({ ok: false, status: 403 })
  expect(
    await channel.verify(challenge({ ...asked, 'hub.verify_token': '' }), context({ verifyToken: '' })),
  ).toMatchObject({ ok: false })
})

test('edge 26: the signature is over the raw bytes, so accents and emoji count as they came', async () => {
  const request = simulated()
  expect(await channel.verify(request, context())).toEqual({ ok: true })
  // The same JSON with its letters escaped: what a re-serialising proxy would make of it.
  const escaped = request.body
    .toString('utf8')
    .replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  expect(JSON.parse(escaped)).toEqual(JSON.parse(request.body.toString('utf8')))
  expect(await channel.verify({ ...request, body: Buffer.from(escaped) }, context())).toMatchObject({
    ok: false,
    status: 403,
  })
})

test('without an app secret nothing is accepted, not even what is signed with an empty one', async () => {
  for (const appSecret of ['', undefined])
    expect(await channel.verify(simulated({ appSecret: '' }), context({ appSecret }))).toMatchObject({
      ok: false,
      status: 403,
    })
})

test('edge 25: a rightly signed webhook for another number is refused, and an admin sees why', async () => {
  const other = simulated({ phoneNumberId: '999' })
  expect(await channel.verify(other, context())).toEqual({ ok: true })
  expect(channel.parse(other, context())).toEqual({ refused: expect.stringContaining('another phone number') })
})

test('edge 25: of a webhook for several numbers only ours is taken', () => {
  const [mine, theirs] = [simulated(), simulated({ phoneNumberId: '999' })].map(({ body }) =>
    JSON.parse(body.toString()),
  )
  const both = { ...mine, entry: [...theirs.entry, ...mine.entry] }
  const outcome = channel.parse(rawRequest(channel, { hook: 'inbound', body: JSON.stringify(both) }), context())
  expect(outcome).toMatchObject({
    events: [{ type: 'message', account: settings.phoneNumberId }],
    ignored: [{ reason: 'a change of another number (999)' }],
  })
})
