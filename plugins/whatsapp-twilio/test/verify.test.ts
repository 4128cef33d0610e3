import { channelContext } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import { simulate } from '../src/simulate.ts'

const settings = { accountSid: 'AC1', authToken: 'primary', from: '+5511900000001' }
const context = (own: object = {}) => channelContext(channel, { ...settings, ...own })
const simulated = (authToken: string) => {
  const { body, ...request } = simulate.inbound(
    { from: { kind: 'wa_phone', value: '+5511987650001' }, name: 'Zé & Cia', text: 'é ação 😊 = 1&2' },
    context({ authToken }),
  )
  return { ...request, query: {}, body: Buffer.from(body) }
}

test('the simulated phone’s request is accepted as Twilio’s and parses into what was said', async () => {
  const request = simulated('primary')
  expect(await channel.verify(request, context())).toEqual({ ok: true })
  expect(channel.parse(request, context())).toMatchObject({
    events: [{ type: 'message', from: { name: 'Zé & Cia' }, content: [{ k: 'text', text: 'é ação 😊 = 1&2' }] }],
  })
})

test('while the token is rotated both tokens are accepted, and no other', async () => {
  const rotating = context({ secondaryAuthToken: 'secondary' })
  expect(await channel.verify(simulated('primary'), rotating)).toMatchObject({ ok: true })
  expect(await channel.verify(simulated('secondary'), rotating)).toMatchObject({ ok: true })
  expect(await channel.verify(simulated('third'), rotating)).toMatchObject({ ok: false, status: 403 })
  expect(await channel.verify(simulated('secondary'), context())).toMatchObject({ ok: false, status: 403 })
})

test('without a token nothing is accepted, not even what is signed with an empty one', async () => {
  for (const authToken of ['', undefined])
    expect(await channel.verify(simulated(''), context({ authToken }))).toMatchObject({ ok: false, status: 403 })
})

test('a repeated parameter is covered by the signature', async () => {
  const request = simulated('primary')
  const doubled = { ...request, body: Buffer.concat([request.body, Buffer.from('&Body=another')]) }
  expect(await channel.verify(doubled, context())).toMatchObject({ ok: false })
})

test('a simulated status callback carries our id and is accepted', async () => {
  const ourMessageId = '0192f3a0-0000-7000-8000-000000000002'
  const made = simulate.status?.(
    { ourMessageId, status: 'delivered', to: { kind: 'wa_phone', value: '+5511987650001' } },
    context(),
  )
  const request = {
    ...(made as NonNullable<typeof made>),
    query: { m: ourMessageId },
    body: Buffer.from(made?.body ?? ''),
  }
  expect(await channel.verify(request, context())).toMatchObject({ ok: true })
  expect(channel.parse(request, context())).toMatchObject({
    events: [{ type: 'status', status: 'delivered', ourMessageId }],
  })
})
