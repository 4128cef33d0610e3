import { rawRequest } from '@faladesk/plugin-sdk/testing'
import twilio from 'twilio'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import { ctx, form } from './forms.ts'

// Edge cases by the number they have in the field notes; those of the host itself are proven in core.

const url = 'https://desk.example/hooks/v1/inbox-key/inbound'
const signed = (params: Record<string, string | string[]>, at = url, token = 'token') => ({
  ...rawRequest(channel, {
    hook: 'inbound',
    body: new URLSearchParams(
      Object.entries(params).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
    ).toString(),
  }),
  url: at,
  headers: { 'x-twilio-signature': twilio.getExpectedTwilioSignature(token, at, params) },
})
const accepted = async (request: ReturnType<typeof signed>, own: object = {}) =>
  (await channel.verify(request, ctx(own))).ok === true

test('edge 23: a port, a query, a fragment, repeated and new parameters change nothing about a true signature', async () => {
  expect(await accepted(signed({ ...form(), SomethingNew: '1' }))).toBe(true)
  expect(await accepted(signed({ ...form(), Media: ['b', 'a', 'a'] }))).toBe(true)
  expect(await accepted(signed(form(), `${url}?a=1&b=%C3%A9`))).toBe(true)
  expect(await accepted({ ...signed(form()), url: `${url}#rc=3&rp=all` })).toBe(true)
  expect(await accepted(signed(form(), url.replace('desk.example', 'desk.example:443')))).toBe(true)
  expect(await accepted({ ...signed(form()), url: url.replace('desk', 'disk') })).toBe(false)
})

test('edge 24: without a token nothing is accepted; while it is rotated both are', async () => {
  expect(await accepted(signed(form(), url, ''), { authToken: '' })).toBe(false)
  expect(await accepted(signed(form(), url, 'new'), { secondaryAuthToken: 'new' })).toBe(true)
  expect(await accepted(signed(form(), url, 'new'))).toBe(false)
})
