import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { ApiError } from './api-error.ts'
import type { Config } from './config.ts'

let client: SupabaseClient | undefined

/** Makes the one Supabase client of this page. */
export function connectSupabase(config: Config) {
  client = createClient(config.supabaseUrl, config.supabaseKey, {
    auth: { persistSession: true, autoRefreshToken: true, storageKey: 'faladesk.session' },
  })
}

/** The Supabase client: everything read with it is read under the signed-in person's RLS. */
export function supabase(): SupabaseClient {
  if (!client) throw new Error('supabase() was called before connectSupabase().')
  return client
}

interface Answer<T> {
  data: T | null
  error: { message: string; code?: string } | null
}

/** Waits for a PostgREST answer and returns its data, typed by the caller; throws its error as ApiError. */
export async function read<T>(answer: PromiseLike<Answer<unknown>>): Promise<T> {
  const { data, error } = await answer
  if (error) throw new ApiError(0, error.code || 'read_failed', error.message)
  return data as T
}
