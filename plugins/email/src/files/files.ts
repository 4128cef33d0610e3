import type { CalendarPart, MediaPart, Part } from '@faladesk/plugin-sdk'
import { cleanText, say } from '@faladesk/plugin-sdk'
import type { Attachment } from 'mailparser'
import { decodeBytes } from '../reading/charset.ts'
import { type Mail, maxFiles } from '../reading/read-mail.ts'
import { calendarPart } from './calendar.ts'
import { mimeOfName, safeName } from './file-name.ts'
import { unpackTnef } from './tnef.ts'

/** A file of a mail as it can be fetched: its place, its bytes, what it is. */
export interface Held {
  /** Its place in the mail, the same each time it is read. */
  part: string
  bytes: Buffer
  mime: string
  filename: string
  cid?: string
}

/** Every file of a mail in its fixed order, those packed in a winmail.dat in its place. */
export const filesOf = (mail: Mail): Held[] =>
  mail.files.flatMap((file, n): Held[] => {
    const bytes = Buffer.isBuffer(file.content) ? file.content : Buffer.alloc(0)
    const mime = (file.contentType || 'application/octet-stream').toLowerCase().slice(0, 120)
    if (/^application\/(?:ms-|vnd\.ms-)tnef$/.test(mime) || /^winmail\.dat$/i.test(file.filename ?? '')) {
      const packed = unpackTnef(bytes)
      if (packed.length > 0)
        return packed.map((one, m) => ({
          part: `${n}.${m}`,
          bytes: one.bytes,
          mime: mimeOfName(one.filename),
          filename: safeName(one.filename, 'application/octet-stream', n),
        }))
    }
    const cid = file.cid ? cleanText(file.cid).slice(0, 300) : undefined
    return [
      {
        part: String(n),
        bytes,
        mime,
        filename: safeName(file.filename || subjectOf(file), mime, n),
        ...(cid && { cid }),
      },
    ]
  })

/** The parts of a message that are files, with invitations as such and images of the text marked as inline. */
export const fileParts = (mail: Mail, html: string | undefined): Part[] => {
  const shown = new Set(
    [...(html ?? '').matchAll(/cid:([^"'\s>)]{1,300})/gi)].map(([, cid]) => unquoted(cid as string)),
  )
  const files = filesOf(mail)
  const parts: Part[] = []
  const invitations = new Set<string>()
  for (const file of files.slice(0, maxFiles)) {
    if (isNoise(file)) continue
    const invitation = isCalendar(file) ? calendarPart(decodeBytes(file.bytes, 'utf-8')) : null
    if (invitation) {
      // Outlook and Google send the same invitation as an alternative and as a file: one is enough.
      if (invitations.has(keyOf(invitation))) continue
      invitations.add(keyOf(invitation))
      parts.push(invitation)
    }
    parts.push(media(file, file.cid && shown.has(file.cid) ? file.cid : undefined))
  }
  if (files.length > maxFiles) parts.push({ k: 'unsupported', note: tooMany(files.length).en })
  return parts
}

const keyOf = ({ uid, starts, title }: CalendarPart): string => `${uid} ${starts} ${title}`

const media = (file: Held, inlineCid: string | undefined): MediaPart => ({
  k: 'media',
  media: {
    id: `part:${file.part}`,
    part: file.part,
    mime: file.mime,
    size: file.bytes.length,
    filename: file.filename,
  },
  ...(inlineCid && { inlineCid }),
})

const tooMany = (count: number) =>
  say(
    `${count} anexos: mostramos os ${maxFiles} primeiros.`,
    `${count} adjuntos: mostramos los ${maxFiles} primeros.`,
    `${count} attachments: the first ${maxFiles} are shown.`,
  )

const isCalendar = ({ mime, filename }: Held): boolean =>
  mime === 'text/calendar' || mime === 'application/ics' || /\.ics$/i.test(filename)

// What machines add for machines and no person opens.
const isNoise = ({ mime, bytes }: Held): boolean =>
  /^(?:message\/(?:delivery-status|disposition-notification|feedback-report)|application\/pgp-encrypted)$/.test(mime) &&
  bytes.length < 100_000

const subjectOf = (file: Attachment): string | undefined => {
  if (file.contentType !== 'message/rfc822' || !Buffer.isBuffer(file.content)) return undefined
  const subject = /^subject:[ \t]*([^\r\n]{1,150})/im.exec(file.content.subarray(0, 20_000).toString('utf8'))?.[1]
  return subject && !subject.includes('=?') ? `${subject}.eml` : undefined
}

const unquoted = (cid: string): string => {
  try {
    return decodeURIComponent(cid)
  } catch {
    return cid
  }
}
