import { chance, channelContext } from '@faladesk/plugin-sdk/testing'
import channel from '../src/index.ts'
import { settings } from './mails.ts'

const context = channelContext(channel, settings)
const types = [
  'message/rfc822',
  'multipart/form-data; boundary=B',
  'application/x-www-form-urlencoded',
  'application/json',
  '',
]
const heads = [
  'From: Ana <ana@x.example>\r\nMessage-ID: <a@b>\r\n',
  'From: MAILER-DAEMON@x.example\r\nReturn-Path: <>\r\nSubject: Undelivered\r\nContent-Type: multipart/report; boundary=B\r\n\r\n--B\r\nContent-Type: message/delivery-status\r\n\r\n',
  'From: a@x.example\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n',
  'From: a@x.example\r\nContent-Type: text/html\r\n\r\n<p>Oi<div class="gmail_quote">',
  'From: a@x.example\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n',
  'From: a@x.example\r\nContent-Type: application/ms-tnef\r\n\r\n\x78\x9f\x3e\x22\x01\x00',
  'From: a@x.example\r\n\r\nOi\n\nEm 3 de mar. de 2026 10:00, b@x.example escreveu:\n> ',
  '--B\r\nContent-Disposition: form-data; name="email"\r\n\r\nFrom: a@x.example\r\n\r\n',
  'body-mime=From%3A+a%40x.example%0D%0A%0D%0A',
  '{"RawEmail":"From: a@x.example\\r\\n\\r\\n',
  '',
]

/** What the fuzzing command runs: any bytes, as each kind of request and behind each kind of beginning. */
export default {
  name: 'email',
  async run(bytes: Uint8Array): Promise<void> {
    const random = chance(bytes.reduce((sum, byte) => (sum * 31 + byte) | 0, bytes.length))
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
    const body = Buffer.concat([Buffer.from(pick(heads), 'latin1'), bytes])
    const name = random() < 0.5 ? 'stream' : 'inbound'
    const request = {
      method: 'POST' as const,
      url: 'https://desk.example/hooks/v1/inbox-key/inbound',
      name,
      query: {},
      headers: { 'content-type': pick(types) },
      body,
    }
    await channel.parse(request, context)
  },
}
