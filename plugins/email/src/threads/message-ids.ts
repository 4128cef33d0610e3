import { createHash } from 'node:crypto'
import { cleanText } from '@faladesk/plugin-sdk'
import { claimedDate } from '../reading/arrival.ts'
import { every, type Field, first } from '../reading/headers.ts'
import { peopleOf } from '../reading/people.ts'
import type { Mail } from '../reading/read-mail.ts'

const most = 100

/** The ids in the fields of a name, in order and each once; commas, comments and missing brackets do not matter. */
export const idsIn = (fields: readonly Field[], name: string): string[] => {
  const value = cleanText(every(fields, name).join(' ').slice(0, 60_000))
  const found = [...value.matchAll(/<([^<>\s]{1,900})>/g)].map(([, id]) => id as string)
  // Some write ids without brackets.
  const bare =
    found.length > 0 ? [] : value.split(/[\s,;"()<>]+/).filter((word) => /^[^@]{1,500}@[^@]{1,255}$/.test(word))
  return [...new Set([...found, ...bare])].slice(-most)
}

/**
 * What a mail's content comes to, however it travelled: its sender, claimed date, subject, words and files, each decoded.
 * Trace headers, encodings and line ends are the way's, not the mail's.
 */
export const contentHash = ({ fields, subject, text, html, files, raw, problem }: Mail): string => {
  const from = peopleOf(fields, 'from').map(({ address }) => address.toLowerCase())
  const words = (text.trim() || html || '').replace(/\s+/g, ' ').trim()
  const hash = createHash('sha256').update(
    JSON.stringify([from, claimedDate(fields)?.toISOString() ?? first(fields, 'date') ?? '', subject, words]),
  )
  for (const { checksum } of files) hash.update(`\n${checksum}`)
  // What could not be read is told apart by its size alone.
  if (problem) hash.update(`\n${raw.length}`)
  return hash.digest('hex')
}

/** The mail's own id; a mail without one gets one made of its content, the same each time. */
export const messageIdOf = (fields: readonly Field[], hash: string): string => {
  const value = first(fields, 'message-id') ?? ''
  const id = /<([^<>\s]{1,900})>/.exec(value)?.[1] ?? /^\s*([^\s<>]{3,900})\s*>?$/.exec(value)?.[1]
  return id ? cleanText(id) : `${hash.slice(0, 40)}@no-message-id`
}
