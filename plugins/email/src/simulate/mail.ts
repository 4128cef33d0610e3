import { createHash } from 'node:crypto'
import type { ChannelContext, MediaRef, SimulatedMessage, SimulatedStatus } from '@faladesk/plugin-sdk'
import { plainAddress } from '../reading/people.ts'
import type { EmailSettings } from '../settings/settings.ts'
import { ownMessageId } from '../threads/token.ts'

type Context = ChannelContext<EmailSettings>

/** The mail a customer's program would write for these words; a file given as a data: address travels in it. */
export const simulatedMail = (
  { from, name, text, media, choice, externalId }: SimulatedMessage,
  ctx: Context,
): string => {
  const address = customer(from.value)
  const id = externalId ?? `${ctx.now().getTime()}.${Math.floor(Math.random() * 1e9)}@${address.split('@')[1]}`
  const file = media && inData(media)
  const words = [text ?? choice?.title ?? '', media && !file && media.url].filter(Boolean).join('\n')
  const title = words.split('\n')[0]?.slice(0, 60) || media?.filename || ''
  const body = textPart(words)
  return [
    `Message-ID: <${id}>`,
    `Date: ${ctx.now().toUTCString()}`,
    `From: ${name ? `${word(name)} ` : ''}<${address}>`,
    `To: <${ctx.settings.address.trim()}>`,
    `Subject: ${word(title)}`,
    'MIME-Version: 1.0',
    ...(file && media ? mixed([body, filePart(media, file)]) : body),
  ].join('\r\n')
}

/** What the customer's server would report of a mail of ours: a delivery, a receipt, or a bounce. */
export const simulatedReport = (
  { ourMessageId, messageExternalId, status, to, errorCode }: SimulatedStatus,
  ctx: Context,
): string => {
  const original = messageExternalId ?? ownMessageId(ctx, ourMessageId ?? '00000000-0000-4000-8000-000000000000')
  const address = customer(to.value)
  const read = status === 'read'
  const said = actionOf[status]
  const report = read
    ? [
        `Final-Recipient: rfc822; ${address}`,
        `Original-Message-ID: <${original}>`,
        'Disposition: manual-action/MDN-sent-manually; displayed',
      ]
    : [
        'Reporting-MTA: dns; mx.simulado.example',
        '',
        `Final-Recipient: rfc822; ${address}`,
        `Action: ${said}`,
        `Status: ${errorCode ?? statusOf[said]}`,
      ]
  const id = createHash('sha256').update(`${original} ${status}`).digest('hex').slice(0, 32)
  return [
    `Message-ID: <report.${id}@simulado.example>`,
    `Date: ${ctx.now().toUTCString()}`,
    `From: ${read ? '' : 'Mail Delivery System '}<${read ? address : 'mailer-daemon@simulado.example'}>`,
    `To: <${ctx.settings.address.trim()}>`,
    `Subject: ${read ? 'Read' : 'Delivery status'}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${read ? 'disposition-notification' : 'delivery-status'}; boundary=report`,
    '',
    '--report',
    'Content-Type: text/plain',
    '',
    `The mail was ${read ? 'read' : said}.`,
    '--report',
    `Content-Type: message/${read ? 'disposition-notification' : 'delivery-status'}`,
    '',
    ...report,
    '',
    '--report',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${original}>`,
    `To: <${address}>`,
    '',
    '--report--',
    '',
  ].join('\r\n')
}

const actionOf = {
  queued: 'delayed',
  sent: 'relayed',
  delivered: 'delivered',
  read: 'delivered',
  failed: 'failed',
} as const
const statusOf = { failed: '5.1.1', relayed: '2.0.0', delivered: '2.0.0', delayed: '4.4.1' }

const customer = (value: string): string => plainAddress(value) ?? 'cliente@exemplo.com.br'
const base64 = (bytes: string | Buffer): string => Buffer.from(bytes as string).toString('base64')
const word = (text: string): string => `=?utf-8?B?${base64(text)}?=`
const wrapped = (encoded: string): string => encoded.replace(/.{76}/g, '$&\r\n')

const textPart = (words: string): string[] => [
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  wrapped(base64(words)),
]

const filePart = ({ mime, filename }: MediaRef, bytes: Buffer): string[] => [
  `Content-Type: ${mime.replace(/[\r\n]/g, '')}`,
  `Content-Disposition: attachment; filename="${word(filename ?? 'arquivo')}"`,
  'Content-Transfer-Encoding: base64',
  '',
  wrapped(base64(bytes)),
]

const mixed = (parts: string[][]): string[] => [
  'Content-Type: multipart/mixed; boundary=parts',
  '',
  ...parts.flatMap((part) => ['--parts', ...part]),
  '--parts--',
  '',
]

const inData = ({ url }: MediaRef): Buffer | undefined => {
  const found = /^data:[^,]{0,200};base64,(.*)$/s.exec(url ?? '')
  return found ? Buffer.from(found[1] as string, 'base64') : undefined
}
