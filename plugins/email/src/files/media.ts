import { type ChannelContext, type MediaRef, Rejected } from '@faladesk/plugin-sdk'
import { readAnyMail } from '../reading/read-apart.ts'
import { postedMail } from '../receiving/posted.ts'
import type { EmailSettings } from '../settings/settings.ts'
import { filesOf } from './files.ts'

/** Takes a file out of the stored mail it came in. */
export const fetchMedia = async (ref: MediaRef, ctx: ChannelContext<EmailSettings>) => {
  const posted = ctx.delivery && postedMail(ctx.delivery)
  if (!posted || !('raw' in posted)) throw new Rejected('The mail this file came in is not stored any more.')
  const mail = await readAnyMail(posted.raw)
  const file = mail && mail !== 'late' && filesOf(mail).find(({ part }) => part === ref.part)
  if (mail === 'late') throw new Rejected('The mail this file came in could not be read in time.')
  if (!file) throw new Rejected('The mail holds no such file.')
  return { bytes: file.bytes, mime: file.mime, filename: file.filename }
}
