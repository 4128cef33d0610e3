import { createPublicKey, createVerify, X509Certificate } from 'node:crypto'
import { type ChannelContext, type RawRequest, sameBytes, type Verdict } from '@faladesk/plugin-sdk'
import type { EmailSettings } from '../settings/settings.ts'

const refused = (status: 401 | 403, reason: string): Verdict => ({ ok: false, status, reason })
const signed: Record<string, string[]> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
}
const oldest = 60 * 60 * 1000

/**
 * Checks a message of Amazon SNS: of the topic the admin named, signed by a certificate from Amazon's own host. A request to
 * confirm the subscription is confirmed at once, since only this topic can ask.
 */
export const verifySns = async (
  request: RawRequest,
  topicArn: string | undefined,
  ctx: ChannelContext<EmailSettings>,
): Promise<Verdict> => {
  // Anybody with an AWS account can sign; only the topic tells whose it is.
  if (!topicArn) return refused(403, 'no SNS topic is set')
  const message = fieldsOf(request.body)
  const names = message && signed[message.Type ?? '']
  if (!message || !names) return refused(401, 'no message of Amazon SNS')
  if (!sameBytes(message.TopicArn ?? '', topicArn)) return refused(403, 'another SNS topic')
  const age = ctx.now().getTime() - Date.parse(message.Timestamp ?? '')
  if (!(age < oldest && age > -oldest)) return refused(403, 'the signature is too old')
  const certificate = amazonUrl(message.SigningCertURL, /\.pem$/)
  if (!certificate) return refused(403, 'the certificate is not at Amazon')
  const text = names.flatMap((name) => (message[name] === undefined ? [] : [`${name}\n${message[name]}\n`])).join('')
  const algorithm =
    message.SignatureVersion === '2' ? 'RSA-SHA256' : message.SignatureVersion === '1' ? 'RSA-SHA1' : null
  if (!algorithm) return refused(403, 'an unknown kind of signature')
  try {
    const answer = await ctx.fetch(certificate, { redirect: 'error', signal: ctx.signal })
    if (!answer.ok) return refused(403, 'the certificate could not be read')
    const held = new X509Certificate(await answer.text())
    const key = createPublicKey(held.publicKey.export({ type: 'spki', format: 'pem' }))
    if (
      !createVerify(algorithm)
        .update(text)
        .verify(key, message.Signature ?? '', 'base64')
    )
      return refused(403, 'wrong signature')
    if (message.Type !== 'SubscriptionConfirmation') return { ok: true }
    const subscribe = amazonUrl(message.SubscribeURL, /^/)
    if (!subscribe) return refused(403, 'the confirmation is not at Amazon')
    const confirmed = await ctx.fetch(subscribe, { redirect: 'error', signal: ctx.signal })
    // Stored as a word for the admins; Amazon asks again where it did not hear us.
    return confirmed.ok ? { ok: true } : { ok: 'respond', response: { status: 503 } }
  } catch {
    return refused(403, 'the signature could not be checked')
  }
}

const amazonUrl = (value: string | undefined, path: RegExp): string | null => {
  try {
    const url = new URL(value ?? '')
    const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
    return plain && /^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(?:\.cn)?$/.test(url.hostname) && path.test(url.pathname)
      ? url.href
      : null
  } catch {
    return null
  }
}

const fieldsOf = (body: Uint8Array): Record<string, string> | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    if (!value || typeof value !== 'object' || Array.isArray(value)) return null
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
  } catch {
    return null
  }
}
