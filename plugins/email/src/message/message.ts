import type { ChannelContext, Flags, Identity, MessageEvent, Part, TextPart } from '@faladesk/plugin-sdk'
import { fileParts } from '../files/files.ts'
import { visibleOf } from '../folding/fold.ts'
import { first } from '../reading/headers.ts'
import { type Person, peopleOf } from '../reading/people.ts'
import type { Mail } from '../reading/read-mail.ts'
import type { Posted } from '../receiving/posted.ts'
import { ownAddresses, ownAddressOf } from '../settings/own-addresses.ts'
import type { EmailSettings } from '../settings/settings.ts'
import { threadOf } from '../threads/thread.ts'
import { authenticationOf } from './authentication.ts'
import type { Automatic } from './automatic.ts'
import { safeHtml } from './html.ts'
import { pretends, senderOf } from './sender.ts'

const forwardedSubject = /^\s*(?:fwd?|enc|encaminhad[ao]|rv|reenviad[ao]|tr|wg|i|doorst|vs)\s*:/i
const sentMailbox = /(?:^|[./])(?:sent|enviad|envoy|gesendet)/i

/** Makes the message of a mail somebody wrote; null where it names nobody to answer. */
export const messageEvent = (
  mail: Mail,
  { id, hash, occurredAt }: { id: string; hash: string; occurredAt: string },
  posted: Posted,
  automatic: Automatic,
  ctx: ChannelContext<EmailSettings>,
): MessageEvent | null => {
  const own = ownAddresses(ctx.settings)
  const sender = senderOf(mail.fields, own, posted.envelopeFrom)
  if (!sender) return null
  const flags = flagsOf(mail, posted, automatic, own.has(sender.address), ctx)
  const [to, cc] = [peopleOf(mail.fields, 'to'), peopleOf(mail.fields, 'cc')]
  const thread = threadOf(mail.fields, `${mail.text}\n${mail.html ?? ''}`.slice(0, 1_000_000), mail.subject, ctx, {
    trusted: !flags.spoofRisk,
    envelopeTo: posted.envelopeTo,
  })
  const [account] = [
    ...posted.envelopeTo.map((address) => address.toLowerCase()),
    ...peopleOf(mail.fields, 'to', 'cc', 'delivered-to', 'x-original-to').map(({ address }) => address),
  ].flatMap((address) => ownAddressOf(own, address) ?? [])
  // What an agent wrote in another program, found in the folder of sent mail.
  const echo = own.has(sender.address) && sentMailbox.test(posted.mailbox ?? '')
  const others = [...to, ...cc].filter(({ address }) => !ownAddressOf(own, address))
  if (echo && others.length === 0) return null
  // Whom we wrote to becomes the contact, which is one person: all others were only told.
  const [reached, told] = echo ? [others.slice(0, 1), others.slice(1)] : [to, cc]
  return {
    type: 'message',
    externalId: id,
    // One id with other words in it is another mail: some senders use an id twice.
    idempotencyKey: `message:${id}:${hash.slice(0, 16)}`,
    occurredAt,
    account: account ?? [...own][0] ?? '',
    ...(echo && { direction: 'echo' as const }),
    from: { identities: [identity(sender)], ...(sender.name && { name: sender.name }) },
    ...(reached.length > 0 && { to: reached.map(identity) }),
    ...(told.length > 0 && { cc: told.map(identity) }),
    ...(thread && { thread }),
    content: contentOf(mail),
    ...(Object.keys(flags).length > 0 && { flags }),
  }
}

const identity = ({ address }: Person): Identity => ({ kind: 'email', value: address })

const flagsOf = (
  mail: Mail,
  posted: Posted,
  automatic: Automatic,
  byUs: boolean,
  ctx: ChannelContext<EmailSettings>,
): Flags => {
  const authentication =
    (posted.authentication as Flags['authentication']) ?? authenticationOf(mail.fields, ctx.settings.authservId)
  const spoofed = authentication?.dmarc === 'fail' || pretends(first(mail.fields, 'from'))
  const machine = automatic.auto || byUs
  return {
    ...(machine && { auto: true }),
    ...(automatic.bulk && { bulk: true }),
    ...(forwardedSubject.test(mail.subject) && { forwarded: true }),
    ...(spoofed && { spoofRisk: true }),
    ...(authentication && { authentication }),
  }
}

const contentOf = (mail: Mail): Part[] => {
  if (mail.problem)
    return [
      text(mail.subject),
      { k: 'unsupported', note: `This mail could not be read whole (${mail.problem}); the original is kept.` },
    ]
  const html = mail.html === undefined ? undefined : safeHtml(mail.html)
  const files = fileParts(mail, mail.html)
  const said = mail.text.trimEnd()
  if (said.trim() === '' && !html) return files.length > 0 && !mail.subject ? files : [text(mail.subject), ...files]
  const visible = visibleOf(said, {
    forwarded: forwardedSubject.test(mail.subject),
    ...(mail.quoteAt !== undefined && { quoteAt: mail.quoteAt }),
  })
  return [
    { k: 'text', text: said.trim() === '' ? mail.subject : said, ...(visible && { visible }), ...(html && { html }) },
    ...files,
  ]
}

const text = (words: string): TextPart => ({ k: 'text', text: words })
