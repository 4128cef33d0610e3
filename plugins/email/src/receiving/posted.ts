import type { RawRequest } from '@faladesk/plugin-sdk'
import { formFields, urlencodedFields } from './multipart.ts'
import { carried } from './stream-request.ts'

/** A mail as some source handed it over, with what the source itself knows of it. */
export interface Posted {
  raw: Buffer
  /** When the source got it, ISO 8601. */
  receivedAt?: string
  envelopeFrom?: string
  envelopeTo: string[]
  /** The mailbox it was found in. */
  mailbox?: string
  /** What our own server found out about the sender. */
  authentication?: object
}

/** Something a provider says that is no mail, or why what it sent cannot be used. */
export type Other = { note: string; topic: string; id: string } | { refused: string }

const utf8 = (bytes: Buffer | undefined): string | undefined => bytes?.toString('utf8')

/** Takes the raw mail out of a request: whatever the provider, its shape tells. */
export const postedMail = (request: RawRequest): Posted | Other => {
  const body = Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength)
  const { headers } = request
  // What these say is ours to say: only our own sources may, never a stranger's webhook.
  if (request.name === 'stream')
    return {
      raw: body,
      ...(headers[carried.receivedAt] && { receivedAt: headers[carried.receivedAt] }),
      ...(headers[carried.from] !== undefined && { envelopeFrom: headers[carried.from] }),
      envelopeTo: list(headers[carried.to]),
      ...(headers[carried.mailbox] && { mailbox: decodeURIComponent(headers[carried.mailbox] as string) }),
      ...(headers[carried.authentication] && { authentication: json(headers[carried.authentication]) ?? {} }),
    }
  const type = (headers['content-type'] ?? '').toLowerCase()
  const form = type.startsWith('multipart/form-data')
    ? formFields(body, headers['content-type'] ?? '')
    : type.startsWith('application/x-www-form-urlencoded')
      ? urlencodedFields(body)
      : null
  if (form) return ofForm(form)
  const start = body.subarray(0, 200).toString('latin1').trimStart()
  if (start.startsWith('{') || type.includes('application/json')) return ofJson(body)
  // A form without its content type: Mailgun's and SendGrid's fields tell.
  if (
    /^[a-z-]{1,40}=|^(?:body-mime|email|signature|timestamp|token)=/i.test(start) &&
    !/^[!-9;-~]{1,60}:/.test(start)
  ) {
    const fields = urlencodedFields(body)
    if (fields.has('body-mime') || fields.has('email')) return ofForm(fields)
  }
  return { raw: body, envelopeTo: [] }
}

const ofForm = (form: Map<string, Buffer>): Posted | Other => {
  const raw = form.get('body-mime') ?? form.get('email')
  if (!raw)
    return form.has('body-plain') || form.has('text') || form.has('headers')
      ? { refused: 'The provider sent the mail already taken apart: turn on "raw, full MIME message" there.' }
      : { refused: 'The form holds no mail.' }
  const timestamp = Number(utf8(form.get('timestamp')))
  const envelope = json(utf8(form.get('envelope'))) as { to?: unknown; from?: unknown } | null
  const from = typeof envelope?.from === 'string' ? envelope.from : utf8(form.get('sender'))
  return {
    raw,
    ...(timestamp > 0 && timestamp < 1e11 && { receivedAt: new Date(timestamp * 1000).toISOString() }),
    ...(from !== undefined && { envelopeFrom: from }),
    envelopeTo: Array.isArray(envelope?.to) ? envelope.to.map(String).slice(0, 50) : list(utf8(form.get('recipient'))),
  }
}

const ofJson = (body: Buffer): Posted | Other => {
  const value = json(body.toString('utf8'))
  if (!value) return { refused: 'The body is no readable JSON.' }
  if (typeof value.RawEmail === 'string')
    return {
      raw: Buffer.from(value.RawEmail, 'utf8'),
      envelopeTo: list(typeof value.OriginalRecipient === 'string' ? value.OriginalRecipient : undefined),
    }
  if (typeof value.FromFull === 'object' || typeof value.MailboxHash === 'string')
    return { refused: 'Postmark sent no raw mail: turn on "Include raw email content in JSON payload" there.' }
  if (typeof value.Type === 'string' && typeof value.Message === 'string') return ofSns(value)
  return { refused: 'The JSON is of no provider we know.' }
}

const ofSns = (value: Record<string, unknown>): Posted | Other => {
  const id = String(value.MessageId ?? '').slice(0, 200)
  if (value.Type !== 'Notification')
    return { topic: 'subscription', note: `Amazon SNS: ${String(value.Type).slice(0, 60)}`, id }
  const message = json(value.Message as string)
  const content = message?.content
  if (typeof content !== 'string') {
    if (message && /bounce|complaint|delivery/i.test(String(message.notificationType ?? message.eventType)))
      return {
        topic: 'ses',
        note: `Amazon SES: ${String(message.notificationType ?? message.eventType).slice(0, 60)}`,
        id,
      }
    return {
      refused:
        'Amazon SES sent no mail content: choose the SNS action with Base64 encoding (mails above 150 KB need S3, which is not read here).',
    }
  }
  const receipt = message?.receipt as { recipients?: unknown; timestamp?: unknown } | undefined
  const mail = message?.mail as { source?: unknown } | undefined
  const plain = /^[\s>]*(?:[!-9;-~]{1,76}:|From )/.test(content.slice(0, 200))
  return {
    raw: plain ? Buffer.from(content, 'utf8') : Buffer.from(content, 'base64'),
    ...(typeof receipt?.timestamp === 'string' && { receivedAt: receipt.timestamp }),
    ...(typeof mail?.source === 'string' && { envelopeFrom: mail.source }),
    envelopeTo: Array.isArray(receipt?.recipients) ? receipt.recipients.map(String).slice(0, 50) : [],
  }
}

const list = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .slice(0, 50)

const json = (text: string | undefined): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
