import { isUtf8 } from 'node:buffer'
import { cleanText } from '@faladesk/plugin-sdk'
import { decodeWords } from './encoded-words.ts'

/** One header field, unfolded, in the order of the mail. */
export interface Field {
  name: string
  value: string
}

const most = 2000
const longest = 64 * 1024

/** Reads a header block: unfolded fields with lower-case names; lines that are no field are skipped. */
export const readFields = (block: Buffer): Field[] => {
  const text = isUtf8(block) ? block.toString('utf8') : windows1252.decode(block)
  const fields: Field[] = []
  for (const line of text.split(/\r?\n/)) {
    const last = fields.at(-1)
    if (/^[ \t]/.test(line)) {
      if (last && last.value.length < longest) last.value += ` ${line.trim()}`
      continue
    }
    const colon = line.indexOf(':')
    if (colon <= 0 || colon > 200 || fields.length >= most) continue
    const name = line.slice(0, colon).trim().toLowerCase()
    if (/^[!-9;-~]+$/.test(name)) fields.push({ name, value: line.slice(colon + 1, colon + 1 + longest).trim() })
  }
  return fields
}

/** The first field of that name, or nothing. */
export const first = (fields: readonly Field[], name: string): string | undefined =>
  fields.find((field) => field.name === name)?.value

/** Every field of that name. */
export const every = (fields: readonly Field[], name: string): string[] =>
  fields.flatMap((field) => (field.name === name ? [field.value] : []))

/** A header's words with their encoding (`=?utf-8?Q?…?=`) undone, on one line and without control characters. */
export const decoded = (value: string): string => {
  const text = decodeWords(value.slice(0, longest))
  return cleanText(text)
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
}

/** The value and the parameters of a structured field such as Content-Type. */
export const structured = (value: string | undefined): { value: string; params: Record<string, string> } => {
  const params: Record<string, string> = {}
  const text = (value ?? '').slice(0, 8192)
  const head = /^[^;]*/.exec(text)?.[0] ?? ''
  for (const found of text.slice(head.length).matchAll(/;\s*([!-'+-:<>-~]+?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/g))
    params[(found[1] as string).toLowerCase()] ??= (found[2]?.replace(/\\(.)/g, '$1') ?? found[3] ?? '').trim()
  return {
    value: head
      .replace(/\([^()]*\)/g, '')
      .trim()
      .toLowerCase(),
    params,
  }
}

const windows1252 = new TextDecoder('windows-1252')
