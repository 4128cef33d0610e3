import { expect, test } from 'vitest'
import { parseWebhook } from '../src/index.ts'
import { events, message, now, only } from './webhook.ts'

test('a person who writes beside another’s card is not mistaken for that other', () => {
  const contact = [{ profile: { name: 'Outra' }, wa_id: '5511900000000', user_id: 'BR.2' }]
  expect(only(message({}, contact).events)).toMatchObject({ from: { identities: [{ value: '+5511987650001' }] } })
  expect(only(message({}, contact).events)).not.toHaveProperty('from.name')
})

test('a marketing wish is an opt-out or opt-in of that person', () => {
  expect(only(events('marketing-optout'))).toMatchObject({
    type: 'optout',
    from: { identities: [{}, { kind: 'wa_bsuid' }] },
  })
})

test('what Meta says of the account reaches admins and opens no conversation', () => {
  expect(only(events('template-rejected'))).toMatchObject({
    type: 'account',
    topic: 'template',
    note: expect.stringContaining('cobranca'),
  })
  expect(only(events('quality-fell'))).toMatchObject({ type: 'account', topic: 'quality' })
  expect(only(events('account-restricted'))).toMatchObject({ type: 'account', topic: 'account' })
})

test('what is no webhook of WhatsApp is refused in words', () => {
  for (const body of ['', 'null', '[]', '{"object":"page"}', '{"entry":{}}', '<xml/>', '{"hello":"world"}'])
    expect(parseWebhook(Buffer.from(body), { now }), body).toMatchObject({ refused: expect.stringMatching(/\w/) })
})
