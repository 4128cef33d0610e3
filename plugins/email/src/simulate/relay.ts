import { type ChannelContext, type ProviderAnswer, type ProviderRequest, sameBytes } from '@faladesk/plugin-sdk'
import { filesOf } from '../files/files.ts'
import { visibleOf } from '../folding/fold.ts'
import { first } from '../reading/headers.ts'
import { peopleOf } from '../reading/people.ts'
import { readAnyMail } from '../reading/read-apart.ts'
import type { EmailSettings } from '../settings/settings.ts'
import { contentHash, messageIdOf } from '../threads/message-ids.ts'

/** The relay of a simulated inbox: what it takes is what the simulated mailbox shows, subject first and quotes folded away. */
export async function relay(
  { method, path, headers, body }: ProviderRequest,
  { settings }: ChannelContext<EmailSettings>,
): Promise<ProviderAnswer> {
  if (!sameBytes(headers['x-faladesk-secret'] ?? '', settings.relay?.secret ?? '\u0000'))
    return json(401, { error: 'wrong secret' })
  if (path !== '/mails') return json(404, { error: 'no such address' })
  if (method === 'GET') return json(200, { ready: true })
  const mail = await readAnyMail(body)
  const [to] = mail && mail !== 'late' ? peopleOf(mail.fields, 'to') : []
  if (!mail || mail === 'late' || !to) return json(400, { error: 'a mail with a recipient is needed' })
  const id = messageIdOf(mail.fields, contentHash(mail))
  const visible = visibleOf(mail.text)
  const words = (visible ? mail.text.slice(...visible) : mail.text).trim()
  const files = filesOf(mail)
  return {
    ...json(200, { id }),
    received: {
      to: { kind: 'email', value: to.address },
      externalId: id,
      text: [first(mail.fields, 'subject') && mail.subject, words].filter(Boolean).join('\n\n'),
      ...(files.length > 0 && {
        media: files.map(({ mime, filename, bytes }) => ({ mime, filename, size: bytes.length })),
      }),
    },
  }
}

const json = (status: number, answer: object): ProviderAnswer => ({
  response: { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) },
})
