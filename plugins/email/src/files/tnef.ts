import { cleanText } from '@faladesk/plugin-sdk'

/** A file that was packed into Outlook's winmail.dat. */
export interface Packed {
  filename: string
  bytes: Buffer
}

const magic = 0x223e9f78
const [attachStart, attachTitle, attachData, attachProps] = [0x9002, 0x8010, 0x800f, 0x9005]
const [longNameId, dataId] = [0x3707, 0x3701]
const mostFiles = 50

/** The files in a winmail.dat (TNEF); none when it is damaged or holds only formatting. */
export const unpackTnef = (bytes: Buffer): Packed[] => {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== magic) return []
  const files: Partial<Packed>[] = []
  let at = 6
  while (at + 9 < bytes.length) {
    const id = bytes.readUInt16LE(at + 1)
    const length = bytes.readUInt32LE(at + 5)
    const value = bytes.subarray(at + 9, at + 9 + length)
    if (value.length < length) break
    const current = files.at(-1)
    if (id === attachStart) {
      if (files.length >= mostFiles) break
      files.push({})
    } else if (current && id === attachTitle) current.filename ??= name(value, 'latin1')
    else if (current && id === attachData) current.bytes = value
    else if (current && id === attachProps) {
      const found = properties(value)
      if (found.name) current.filename = found.name
      if (found.data) current.bytes ??= found.data
    }
    at += 9 + length + 2
  }
  return files.flatMap(({ filename, bytes: held }, n) =>
    held?.length ? [{ filename: filename || `anexo-${n + 1}`, bytes: held }] : [],
  )
}

// The MAPI properties of one file: we want its long name, and its bytes where they are here.
const properties = (bytes: Buffer): { name?: string; data?: Buffer } => {
  const found: { name?: string; data?: Buffer } = {}
  try {
    let at = 4
    for (let left = Math.min(bytes.readUInt32LE(0), 200); left > 0; left--) {
      const [type, id] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)]
      at += 4
      if (id >= 0x8000) at = afterName(bytes, at)
      const base = type & 0x0fff
      const width = widths[base]
      if (width !== undefined && !(type & 0x1000)) {
        at += width
        continue
      }
      // Strings, bytes and objects: a count, then each with its length, padded to four.
      let count = bytes.readUInt32LE(at)
      at += 4
      for (; count > 0 && at + 4 <= bytes.length; count--) {
        const length = bytes.readUInt32LE(at)
        const value = bytes.subarray(at + 4, at + 4 + length)
        at += 4 + length + ((4 - (length % 4)) % 4)
        if (id === longNameId) found.name = name(value, base === 0x1f ? 'utf16le' : 'latin1')
        else if (id === dataId) found.data = base === 0x0d ? value.subarray(16) : value
      }
    }
  } catch {
    // A damaged list: what was found before it is kept.
  }
  return found
}

const widths: Record<number, number> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 }

const afterName = (bytes: Buffer, at: number): number => {
  const kind = bytes.readUInt32LE(at + 16)
  if (kind === 0) return at + 24
  const length = bytes.readUInt32LE(at + 20)
  return at + 24 + length + ((4 - (length % 4)) % 4)
}

const name = (value: Buffer, encoding: 'latin1' | 'utf16le'): string =>
  cleanText(value.toString(encoding)).trim().slice(0, 200)
