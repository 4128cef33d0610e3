import { supabase } from '../../lib/supabase.ts'
import { uuid } from '../../lib/uuid.ts'

/** A file that lies in storage, as core wants it named in a message. */
export interface UploadedFile {
  path: string
  name: string
  mime: string
  size: number
}

/** WhatsApp takes documents up to 100 MB but images and video only to 16 MB; 16 MB fits every channel. */
export const largestFile = 16_000_000

/** A file name that is safe in a path: no accents, no spaces, its ending kept. */
export function safeName(name: string): string {
  const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
  const safe = plain.replace(/[^\w.-]+/g, '-').replace(/^[-.]+|-+$/g, '')
  return safe.slice(-80) || 'file'
}

/** Stores a file under organization/conversation/…, where the organization's members may read it. */
export async function upload(file: File, organizationId: string, conversationId: string): Promise<UploadedFile> {
  const path = `${organizationId}/${conversationId}/${uuid()}/${safeName(file.name)}`
  const mime = file.type || 'application/octet-stream'
  const { error } = await supabase().storage.from('attachments').upload(path, file, { contentType: mime })
  if (error) throw error
  return { path, name: file.name, mime, size: file.size }
}
