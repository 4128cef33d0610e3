import { generateKeyPairSync } from 'node:crypto'
import DKIM from 'nodemailer/lib/dkim'
import MailComposer from 'nodemailer/lib/mail-composer'
import { expect, test } from 'vitest'
import { authenticationOfMail } from '../src/receiving/authenticate.ts'
import { replyAddress } from '../src/threads/token.ts'
import { contextOf } from './imap-host.ts'
import { context, mail, message, settings } from './mails.ts'

const conversation = '11111111-2222-4333-8444-555555555555'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const shown = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

// DNS as the senders have it: both sign with the same key, only cliente.test lets this address send; both reject what fails.
const resolver = async (name: string, type: string): Promise<string[][]> => {
  if (type === 'TXT' && /^desk\._domainkey\.(?:cliente|fora)\.test$/.test(name)) return [[`v=DKIM1; k=rsa; p=${shown}`]]
  if (type === 'TXT' && /^_dmarc\.(?:cliente|fora)\.test$/.test(name)) return [['v=DMARC1; p=reject; adkim=r']]
  if (type === 'TXT' && name === 'fora.test') return [['v=spf1 -all']]
  throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
}

/** A mail as its sender's server signs it. */
const signed = async (domainName: string, to = settings.address): Promise<Buffer> => {
  const raw = await new MailComposer({
    from: 'Ana <ana@cliente.test>',
    to,
    subject: 'Pedido',
    text: 'Troquem a minha senha, por favor.',
    messageId: '<s1@cliente.test>',
  })
    .compile()
    .build()
  const stream = new DKIM({ domainName, keySelector: 'desk', privateKey: pem }).sign(raw)
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}
const found = (raw: Buffer) =>
  authenticationOfMail(
    raw,
    { ip: '192.0.2.7', helo: 'mx.test', from: 'ana@fora.test' },
    contextOf(settings).log,
    resolver,
  )

test('a mail its sender’s domain really signed passes DKIM and DMARC, and is believed', async () => {
  const raw = await signed('cliente.test', replyAddress(context(), conversation))
  const authentication = await found(raw)
  expect(authentication).toMatchObject({ dkim: 'pass', dmarc: 'pass', spf: 'fail' })
  const event = await message(raw, { authentication })
  expect(event.flags).toEqual({ authentication })
  expect(event.thread?.conversationId).toBe(conversation)
})

test('edge 40: one word changed on the way breaks the signature: the mail is marked, and no token of ours in it counts', async () => {
  const raw = await signed('cliente.test', replyAddress(context(), conversation))
  const changed = Buffer.from(raw.toString('latin1').replace('senha', 'conta'), 'latin1')
  const authentication = await found(changed)
  expect(authentication).toMatchObject({ dmarc: 'fail' })
  expect(authentication?.dkim).not.toBe('pass')
  const event = await message(changed, { authentication })
  expect(event.flags?.spoofRisk).toBe(true)
  expect(event.thread?.conversationId).toBeUndefined()
})

test('edge 40: a good signature of another domain proves nothing of the sender shown', async () => {
  const raw = await signed('fora.test')
  const authentication = await found(raw)
  expect(authentication).toMatchObject({ dkim: 'pass', dmarc: 'fail' })
  expect((await message(raw, { authentication })).flags?.spoofRisk).toBe(true)
})

test('edge 40: only the topmost Authentication-Results of the server the admin named is believed', async () => {
  const results = (...values: string[]) => message(mail({ 'Authentication-Results': values }))
  const ours = 'mx.loja.example; spf=pass smtp.mailfrom=x; dkim=pass (2048-bit key; dmarc=pass); dmarc=fail (p=REJECT)'
  const forged = 'mx.loja.example; dmarc=pass'
  const strange = 'mx.evil.example; spf=pass; dkim=pass; dmarc=pass'
  const real = { spf: 'pass', dkim: 'pass', dmarc: 'fail' }
  expect((await results(ours, forged)).flags).toEqual({ spoofRisk: true, authentication: real })
  expect((await results(strange, ours)).flags).toEqual({ spoofRisk: true, authentication: real })
  expect((await results(strange)).flags).toBeUndefined()
  const { authservId: _none, ...without } = settings
  const event = await message(mail({ 'Authentication-Results': ours }), {}, context({ settings: without }))
  expect(event.flags).toBeUndefined()
})
