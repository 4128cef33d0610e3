import { defineChannel, say } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkLoop } from '../src/clock/check-loop.ts'
import { type House, openHouse } from './http-house.ts'
import { pager } from './http-things.ts'
import { until } from './support/until.ts'

let house: House
let wrong: 'no' | 'once' | 'always' = 'no'
let asked = 0
beforeAll(async () => {
  house = await openHouse()
  const watched = defineChannel({
    ...pager,
    test: async () => {
      asked++
      const bad = wrong !== 'no'
      if (wrong === 'once') wrong = 'no'
      return bad
        ? { ok: false, message: say('O webhook foi trocado', 'El webhook cambió', 'The webhook was changed') }
        : { ok: true }
    },
  } as Parameters<typeof defineChannel>[0])
  ;(house.host.plugins.channels as Map<string, unknown>).set('pager', watched)
  house.host.inboxes.forget()
})
afterAll(() => house?.close())

const later = (time: string) => house.database.sql`
  update inboxes set checked_at = checked_at - ${time}::text::interval where id = ${house.acme.inbox}`
const look = async () => {
  asked = 0
  const stopping = new AbortController()
  const loop = checkLoop(house.host, stopping.signal)
  loop.kick()
  // Where nothing is due nobody is asked.
  await until('the provider is asked', () => asked, 1500).catch(() => {})
  await loop.stop(30_000)
  stopping.abort()
  return (await house.call(house.acme.agent.token, 'GET', `/v1/inboxes/${house.acme.inbox}`)).body.health
}

test('edge 34: a webhook that was taken away is found without anybody pressing test, and its return too', async () => {
  await later('7 hours')
  wrong = 'always'
  expect(await look()).toMatchObject({ status: 'ok' })
  await later('1 minute')
  expect(await look()).toMatchObject({
    status: 'error',
    source: 'test',
    reason: 'The webhook was changed',
    remedy: expect.any(String),
  })
  await later('7 hours')
  wrong = 'no'
  expect(await look()).toMatchObject({ status: 'ok' })
})

test('one answer that fails alarms nobody, and what was checked lately is left alone', async () => {
  await later('7 hours')
  wrong = 'once'
  expect(await look()).toMatchObject({ status: 'ok' })
  expect(asked).toBe(1)
  await later('1 minute')
  expect(await look()).toMatchObject({ status: 'ok' })
  expect(asked).toBe(1)
  await look()
  expect(asked).toBe(0)
})
