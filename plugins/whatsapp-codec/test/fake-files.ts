import { createHash } from 'node:crypto'
import type { Answered } from './fake-api.ts'

/** A file of a fake; `url`, `size` and `sha256` are told in place of the true ones, `answer` is given in place of its bytes. */
export interface FakeFile {
  bytes: Uint8Array
  mime: string
  url?: string
  size?: number
  sha256?: string
  answer?: Answered
}

/** What the API tells of a file by its id: that it is at `url`, its kind and its fingerprint. */
export const described = (id: string, file: FakeFile, url: string): Answered => ({
  status: 200,
  body: {
    id,
    messaging_product: 'whatsapp',
    url: file.url ?? url,
    mime_type: file.mime,
    sha256: file.sha256 ?? createHash('sha256').update(file.bytes).digest('hex'),
    file_size: file.size ?? file.bytes.length,
  },
})

/** What a file's own address gives. */
export const served = (file: FakeFile | undefined): Answered => {
  if (!file) return { status: 404 }
  return file.answer ?? { status: 200, body: file.bytes, headers: { 'content-type': file.mime } }
}
