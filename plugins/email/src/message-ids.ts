import { createHash } from 'node:crypto'
import { cleanText } from '@faladesk/plugin-sdk'
import { every, type Field, first } from './headers.ts'

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

/** What a mail's content comes to, however it travelled: its sender, claimed date, subject and words. */
export const contentHash = (fields: readonly Field[], body: string): string =>
  createHash('sha256')
    .update(['from', 'date', 'subject'].map((name) => first(fields, name) ?? '').join('\n'))
    .update(body.replace(/\s+/g, ' ').trim())
    .digest('hex')

/** The mail's own id; a mail without one gets one made of its content, the same each time. */
export const messageIdOf = (fields: readonly Field[], hash: string): string => {
  const value = first(fields, 'message-id') ?? ''
  const id = /<([^<>\s]{1,900})>/.exec(value)?.[1] ?? /^\s*([^\s<>]{3,900})\s*>?$/.exec(value)?.[1]
  return id ? cleanText(id) : `${hash.slice(0, 40)}@no-message-id`
}
