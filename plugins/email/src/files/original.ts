import { cleanText, type RawRequest } from '@faladesk/plugin-sdk'
import { headerEnd } from '../reading/bytes.ts'
import { decoded, first, readFields } from '../reading/headers.ts'
import { postedMail } from '../receiving/posted.ts'

/** The mail itself, byte for byte, out of whatever request brought it; null where that held none. */
export const original = (request: RawRequest): { bytes: Uint8Array; mime: string; filename: string } | null => {
  const posted = postedMail(request)
  if (!('raw' in posted)) return null
  const { raw } = posted
  const { end } = headerEnd(raw, 0, raw.length)
  const subject = first(readFields(raw.subarray(0, Math.min(end, 200_000))), 'subject')
  return { bytes: raw, mime: 'message/rfc822', filename: `${nameOf(decoded(subject ?? '')) || 'e-mail'}.eml` }
}

// A subject as every system takes it for a file's name.
const nameOf = (subject: string): string =>
  Array.from(cleanText(subject).replace(/[\\/:*?"<>|\p{C}\s]+/gu, ' '))
    .slice(0, 80)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '')
