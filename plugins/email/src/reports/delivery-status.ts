import { type Field, first, readFields } from '../reading/headers.ts'
import type { Leaf } from '../reading/parts.ts'
import { plainAddress } from '../reading/people.ts'
import type { Mail } from '../reading/read-mail.ts'
import { bytesOf } from '../reading/repair.ts'

/** What a report says of one recipient. */
export interface Fate {
  recipient?: string
  action: 'failed' | 'delayed' | 'relayed' | 'delivered'
  /** RFC 3463's number: 5.1.1. */
  status?: string
  diagnostic?: string
}

const mostRecipients = 50

/** The machine-readable fates in a report, one for each recipient. */
export const fatesOf = (mail: Mail): Fate[] =>
  reportLeaves(mail)
    .flatMap((leaf) => blocks(mail.raw, leaf))
    .flatMap((fields): Fate[] => {
      const recipient = addressIn(first(fields, 'original-recipient')) ?? addressIn(first(fields, 'final-recipient'))
      const said = (first(fields, 'action') ?? '').toLowerCase()
      if (!said && !recipient) return []
      const diagnostic = first(fields, 'diagnostic-code')?.replace(/\s+/g, ' ').slice(0, 500)
      const status = statusIn(first(fields, 'status')) ?? statusIn(diagnostic)
      const action =
        /delay/.test(said) || (!said && status?.startsWith('4'))
          ? 'delayed'
          : /deliver|expand/.test(said)
            ? 'delivered'
            : /relay/.test(said)
              ? 'relayed'
              : 'failed'
      return [{ ...(recipient && { recipient }), action, ...(status && { status }), ...(diagnostic && { diagnostic }) }]
    })
    .slice(0, mostRecipients)

// The report's own part; in a mail that lost its boundaries it stands among the words.
const reportLeaves = ({ leaves, raw }: Mail): Leaf[] => {
  const typed = leaves.filter(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type))
  if (typed.length > 0) return typed
  return leaves.filter(
    ({ type, body }) => type === 'text/plain' && raw.subarray(...body).includes('\nFinal-Recipient:'),
  )
}

/** The header of the mail that came back, wherever the report keeps it. */
export const returnedFields = (mail: Mail, text: string): Field[] => {
  for (const leaf of mail.leaves) {
    if (!/^(?:message\/(?:rfc822|partial|global)|text\/rfc822-headers?|message\/rfc822-headers?)$/.test(leaf.type))
      continue
    const fields = readFields(bytesOf(mail.raw, leaf).subarray(0, 200_000)).slice(0, 200)
    if (fields.length > 0) return fields
  }
  // Text-only reports copy the header below their words.
  const at = text.slice(0, 200_000).search(/^[> ]*(?:received|return-path|message-id|from|date|subject):/im)
  return at < 0 ? [] : readFields(Buffer.from(text.slice(at, at + 50_000).replace(/^[> ]{1,4}(?=\S+:)/gm, '')))
}

/** An enhanced status number, or one made of an SMTP reply's. */
export const statusIn = (text: string | undefined): string | undefined => {
  if (!text) return undefined
  const enhanced = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1]
  if (enhanced) return enhanced
  const reply = /(?:^|[\s:;(#])([45])\d\d[\s\-:)]/.exec(text)?.[1]
  return reply ? `${reply}.0.0` : undefined
}

/** An address in a typed field: `rfc822; ana@x.com`. */
const addressIn = (value: string | undefined): string | undefined =>
  (value && plainAddress(value.replace(/^[^;]{0,40};/, '').replace(/\(.*$/, ''))) || undefined

const blocks = (raw: Buffer, leaf: Leaf): Field[][] =>
  bytesOf(raw, leaf)
    .subarray(0, 500_000)
    .toString('latin1')
    .split(/\r?\n[ \t]*\r?\n/)
    .slice(0, mostRecipients * 2)
    .map((block) => readFields(Buffer.from(block)))
