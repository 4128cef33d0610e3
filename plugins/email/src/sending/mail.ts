import { type ChannelContext, type OutboundMessage, Rejected } from '@faladesk/plugin-sdk'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { EmailSettings } from '../settings/settings.ts'
import { loopField, ownMessageId, replyAddress } from '../threads/token.ts'
import { bodyOf } from './body.ts'
import { answerSubject, threadHeaders } from './thread.ts'

/** A mail ready for the wire: who sends it to whom, its id, its bytes. */
export interface ReadyMail {
  from: string
  to: string[]
  /** Without brackets. */
  id: string
  bytes: Buffer
}

/** What most servers take, counted after files were made a third larger for the way. */
const mostBytes = 25 * 1024 * 1024
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const injected = /[\r\n\u0000]/
const address = /^[^\s@<>"(),:;\\[\]]{1,64}@[^\s@<>"(),:;\\[\]]{1,255}$/

/** Writes an answer as a mail: the same message gives the same Message-ID each time, so that a repetition is known as one. */
export async function mailOf(out: OutboundMessage, ctx: ChannelContext<EmailSettings>): Promise<ReadyMail> {
  const to = out.to.filter(({ kind }) => kind === 'email').map(({ value }) => value.trim())
  if (to.length === 0) throw new Rejected('This contact has no e-mail address.', 'no_address', 'recipient')
  const from = fromAddress(out, ctx.settings)
  const name = ctx.settings.name?.trim()
  const subject = subjectOf(out, ctx.settings)
  for (const text of [...to, from, name ?? '', subject, out.replyTo ?? '', ...(out.references ?? [])])
    if (injected.test(text))
      throw new Rejected('A line break is not allowed in a subject or an address.', 'header_injection')
  if (!to.every((one) => address.test(one)))
    throw new Rejected('This is not an e-mail address.', 'bad_address', 'recipient')
  const answer = out.conversation && replyAddress(ctx, out.conversation.id)
  const id = ownMessageId(ctx, out.id, out.conversation?.id)
  const composer = new MailComposer({
    from: name ? { name, address: from } : from,
    to,
    ...(answer && { replyTo: name ? { name, address: answer } : answer }),
    subject,
    messageId: `<${id}>`,
    ...threadHeaders(out),
    ...bodyOf(out, ctx),
    date: ctx.now(),
    headers: {
      [loopField]: ctx.inboxId,
      ...(out.automatic && { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' }),
    },
    attachments: await attachmentsOf(out, ctx),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const bytes = await composer.compile().build()
  if (bytes.length > mostBytes * 1.4) throw tooLarge()
  return { from, to, id, bytes }
}

// Whoever wrote to an alias is answered from it.
const fromAddress = ({ account }: OutboundMessage, { address: own, aliases = [] }: EmailSettings): string => {
  const wrote = account?.trim().toLowerCase()
  return aliases.map((one) => one.trim()).find((one) => one.toLowerCase() === wrote) ?? own.trim()
}

const subjectOf = (
  { conversation, replyTo, references }: OutboundMessage,
  { name, address: own }: EmailSettings,
): string => {
  const subject = conversation?.subject?.trim()
  const answers = Boolean(replyTo || references?.length)
  // The customer's own subject stays as it is: their mail program threads by it too.
  if (subject && answers) return answerSubject(subject)
  const title = withToken(subject || name?.trim() || own.trim(), conversation?.protocol)
  return answers ? `Re: ${title}` : title
}

/** Marks a subject we made with the protocol, by which an answer that lost every id is still found: `Boas-vindas [#2026112200001]`. */
const withToken = (title: string, protocol: string | undefined): string =>
  protocol && !title.includes(`[#${protocol}]`) ? `${title} [#${protocol}]` : title

async function attachmentsOf(out: OutboundMessage, ctx: ChannelContext<EmailSettings>) {
  const files = []
  let bytes = 0
  for (const part of out.content) {
    if (part.k !== 'media') continue
    const { url, filename, mime } = part.media
    if (!url) throw new Rejected('A file of this message has no address.', 'no_file')
    const answer = await ctx.fetch(url)
    if (!answer.ok) throw new Rejected('A file of this message could not be read.', `file_${answer.status}`)
    const content = Buffer.from(await answer.arrayBuffer())
    bytes += content.length
    if (bytes > mostBytes) throw tooLarge()
    const title = (filename ?? `arquivo.${extension(mime)}`).replace(/[\r\n/\\]+/g, '_').slice(0, 200)
    files.push({
      filename: title,
      content,
      contentType: mime.replace(/[\r\n]/g, ''),
      ...(part.inlineCid && { cid: part.inlineCid }),
    })
  }
  return files
}

const extension = (mime: string): string => /\/(?:x-)?([a-z0-9]{2,8})\b/i.exec(mime)?.[1] ?? 'bin'

const tooLarge = () => new Rejected('The files of this message are too large for e-mail (25 MB).', 'too_large')
