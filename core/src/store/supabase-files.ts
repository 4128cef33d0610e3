import { createClient } from '@supabase/supabase-js'
import type { Config } from '../config.ts'
import type { Files } from './files.ts'

const bucket = 'attachments'

/** Files in Supabase Storage, through supabase-js with the service role: whoever calls has checked the organization. */
export function supabaseFiles({ supabaseUrl, supabaseServiceRoleKey }: Config): Files {
  const { storage } = createClient(supabaseUrl, supabaseServiceRoleKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  })
  return {
    async put(path, bytes, mime) {
      const { error } = await storage.from(bucket).upload(path, bytes, { contentType: mime, upsert: true })
      if (error) throw new Error(`Storage refused the file: ${error.message}`)
    },
    async signedUrl(path, seconds) {
      const { data, error } = await storage.from(bucket).createSignedUrl(path, seconds)
      if (error) throw new Error(`Storage gave no address for the file: ${error.message}`)
      // Storage answers with its own origin; providers need one they can reach, which is what supabaseUrl is.
      return new URL(data.signedUrl, supabaseUrl).href
    },
  }
}
