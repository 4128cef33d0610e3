import { cleanText } from '@faladesk/plugin-sdk'
import { type Attachment, simpleParser } from 'mailparser'
import { headerEnd } from './bytes.ts'
import { decodeBytes } from './charset.ts'
import { decoded, type Field, first, readFields } from './headers.ts'
import { htmlText, samePlace } from './html-text.ts'
import type { Leaf } from './parts.ts'
import { bytesOf, repair } from './repair.ts'

/** A mail, read: its fields in order, its words, its files in their fixed order. */
export interface Mail {
  fields: Field[]
  leaves: Leaf[]
  raw: Buffer
  subject: string
  text: string
  html?: string
  /** Where in the text the mail it answers begins, as the marks of its HTML tell. */
  quoteAt?: number
  files: Attachment[]
  /** Why its body could not be read; its header was. */
  problem?: string
}

/** The largest mail that is read. */
export const maxMail = 35 * 1024 * 1024
/** How many files of a mail are shown. */
export const maxFiles = 50
const maxText = 1024 * 1024
// Without one of these words no mark of a quote can be in the HTML.
const quoteSign =
  /gmail_quote|gmail_extra|quoted|protonmail|zmail_extra|_quote|appendonsend|divrplyfwdmsg|olk_src|reference-message|replybody|reply-intro|border-top/i

// What nearly every mail has one of: without any, these bytes are no mail.
const known = new Set(
  'from to cc subject date received message-id return-path mime-version content-type sender reply-to delivered-to in-reply-to references list-id x-mailer'.split(
    ' ',
  ),
)

/** Reads raw bytes as a mail; null when they are none. Never throws: what cannot be read is said in `problem`. */
export const readMail = async (bytes: Uint8Array): Promise<Mail | null> => {
  const { raw, leaves, tooMany } = repair(bytes)
  const { end } = headerEnd(raw, 0, raw.length)
  const fields = readFields(raw.subarray(0, Math.min(end, 2_000_000)))
  if (!fields.some(({ name }) => known.has(name))) return null
  const mail: Mail = { fields, leaves, raw, subject: decoded(first(fields, 'subject') ?? ''), text: '', files: [] }
  if (tooMany) return { ...mail, problem: 'too many parts' }
  // Text and HTML one after the other, neither instead of the other: both belong to both views.
  const texts = leaves.filter(({ type }) => type === 'text/plain' || type === 'text/html')
  const mixed =
    texts.some(({ type, alternative }) => type === 'text/html' && !alternative) &&
    texts.some(({ type }) => type === 'text/plain')
  try {
    const read = await simpleParser(raw, {
      keepCidLinks: true,
      keepDeliveryStatus: true,
      ignoreEmbedded: true,
      skipTextToHtml: !mixed,
      skipHtmlToText: true,
      skipTextLinks: true,
      skipImageLinks: true,
      checksumAlgo: 'sha256',
      maxHeadSize: 2_000_000,
    })
    const html =
      typeof read.html === 'string' && read.html.trim() && read.html.length <= 4 * maxText
        ? cleanText(read.html)
        : undefined
    const plain = mixed ? '' : (read.text ?? '')
    const seen = html && (plain.trim() === '' || quoteSign.test(html)) ? htmlText(html) : undefined
    const words =
      plain.trim() !== '' ? plain : (seen?.text ?? (read.attachments.length === 0 ? bareText(raw, leaves) : ''))
    const text = cleanText(words.slice(0, maxText)).replace(/\r\n?/g, '\n')
    const quoteAt = seen && (plain.trim() !== '' ? samePlace(text, seen) : seen.quoteAt)
    return {
      ...mail,
      subject:
        cleanText(read.subject ?? '')
          .replace(/\s+/g, ' ')
          .trim() || mail.subject,
      text,
      ...(quoteAt !== undefined && { quoteAt }),
      ...(html && { html }),
      files: read.attachments,
    }
  } catch (error) {
    return { ...mail, problem: (error as Error)?.message?.slice(0, 100) || 'unreadable' }
  }
}

// A mail whose only part claims to be of several: its bytes are its words.
const bareText = (raw: Buffer, leaves: readonly Leaf[]): string => {
  const [leaf, another] = leaves
  if (!leaf || another || leaf.type !== 'text/plain') return ''
  return decodeBytes(bytesOf(raw, leaf), leaf.params.charset ?? 'utf-8').slice(0, maxText)
}
