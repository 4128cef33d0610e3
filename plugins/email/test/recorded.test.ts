import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownMessageId } from '../src/threads/token.ts'
import { context, events, filesBelow, mail, read } from './mails.ts'

const sent = '99999999-2222-4333-8444-555555555555'
const bounces = filesBelow('bounces')
const mails = filesBelow('email')

describe.skipIf(bounces.length === 0)('recorded bounces (skipped where they are not)', () => {
  test.each(bounces.map((file) => [basename(file), file]))('edge 47: %s opens no conversation', async (_, file) => {
    const found = await events(readFileSync(file as string))
    expect(found.length).toBeGreaterThan(0)
    for (const event of found) expect(['bounce', 'account', 'status', 'optout']).toContain(event.type)
  })

  test('edge 47: nearly all name whom they did not reach', async () => {
    const found = (await Promise.all(bounces.map((file) => events(readFileSync(file))))).flat()
    const failed = found.flatMap((event) => (event.type === 'bounce' ? [event] : []))
    const named = failed.filter(({ recipient }) => recipient)
    expect(named.length / failed.length).toBeGreaterThan(0.95)
  })

  test('edge 47: with line ends of old Macs they say the same', async () => {
    for (const file of bounces) {
      const raw = readFileSync(file)
      const mac = Buffer.from(raw.toString('latin1').replace(/\r?\n/g, '\r'), 'latin1')
      expect(
        (await events(mac)).map(({ type }) => type),
        file,
      ).toEqual((await events(raw)).map(({ type }) => type))
    }
  })
})

describe.skipIf(mails.length === 0)('recorded mails (skipped where they are not)', () => {
  test.each(mails.map((file) => [basename(file), file]))('%s is an event or says why not', async (_, file) => {
    const outcome = await read(readFileSync(file as string))
    if ('refused' in outcome) expect(outcome.refused).not.toBe('')
    else expect(outcome.events.length + outcome.ignored.length).toBeGreaterThan(0)
    // What PostgreSQL cannot hold is in none of it.
    expect(JSON.stringify(outcome)).not.toMatch(/\\u0000|\\ud[89a-f][0-9a-f]{2}/i)
  })
})

const report = (status: string, action: string, original: string) =>
  mail(
    {
      From: 'MAILER-DAEMON@mx.example',
      'Message-ID': '<b1@mx.example>',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=B',
    },
    `--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; bia@x.example\r\nAction: ${action}\r\nStatus: ${status}\r\n\r\n--B\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <${original}>\r\nTo: bia@x.example\r\n\r\nOi\r\n--B--\r\n`,
  )

test('edge 47: a report names our message only where its id proves to be ours', async () => {
  const id = ownMessageId(context(), sent)
  expect(await events(report('5.1.1', 'failed', id))).toMatchObject([
    {
      type: 'bounce',
      status: 'failed',
      ourMessageId: sent,
      messageExternalId: id,
      recipient: { value: 'bia@x.example' },
      error: { class: 'recipient' },
    },
  ])
  const [forged] = await events(
    report(
      '5.1.1',
      'failed',
      id.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@')),
    ),
  )
  expect(forged).not.toHaveProperty('ourMessageId')
  expect(forged).not.toHaveProperty('messageExternalId')
  expect(await events(report('4.4.1', 'delayed', id))).toMatchObject([
    { type: 'bounce', status: 'delayed', error: { class: 'transient' } },
  ])
  expect(await events(report('2.0.0', 'delivered', id))).toMatchObject([
    { type: 'status', status: 'delivered', ourMessageId: sent },
  ])
})

const feedback = (id: string) =>
  mail(
    { From: 'fbl@provider.example', 'Content-Type': 'multipart/report; report-type=feedback-report; boundary=B' },
    `--B\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nOriginal-Rcpt-To: bia@x.example\r\n\r\n--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${id}>\r\n\r\n--B--\r\n`,
  )

test('edge 47: a complaint stops mail to somebody only when it is about a mail of ours', async () => {
  const types = async (id: string) => (await events(feedback(id))).map(({ type }) => type)
  expect(await types(ownMessageId(context(), sent))).toEqual(['account', 'optout'])
  expect(await types('x@y.example')).toEqual(['account'])
})

test('a person who writes from a postmaster’s address about a delivery is a person', async () => {
  const [event] = await events(
    mail({ From: 'Ana <ana@x.example>', Subject: 'Falha na entrega do pedido' }, 'Não recebi: falha na entrega!'),
  )
  expect(event?.type).toBe('message')
})
