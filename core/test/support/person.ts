import { createClient, type SupabaseClient } from '@supabase/supabase-js'

/** Somebody who signed in with unchanged supabase-js, and core's API in their name. */
export interface Person {
  supabase: SupabaseClient
  organizationId: string
  /** Calls core's HTTP API; throws with the answer's text when the status is not one of `expected` (default: any 2xx). */
  call<T>(
    method: string,
    path: string,
    body?: unknown,
    options?: { headers?: Record<string, string>; expected?: number },
  ): Promise<T>
}

/** Signs in at a started server. */
export async function signIn(url: string, email: string, password = 'faladesk-demo'): Promise<Person> {
  const config = (await (await fetch(`${url}/v1/config`)).json()) as { supabaseUrl: string; supabaseKey: string }
  const supabase = createClient(config.supabaseUrl, config.supabaseKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  })
  const { data, error } = await supabase.auth.signInWithPassword({ email, password })
  if (error) throw error
  const token = data.session.access_token
  const me = (await (await fetch(`${url}/v1/me`, { headers: { authorization: `Bearer ${token}` } })).json()) as {
    organizations: { id: string }[]
  }
  return {
    supabase,
    organizationId: me.organizations[0]?.id ?? '',
    async call<T>(
      method: string,
      path: string,
      body?: unknown,
      options: { headers?: Record<string, string>; expected?: number } = {},
    ) {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...options.headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      const fine = options.expected ? answer.status === options.expected : answer.ok
      if (!fine) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
      return (text ? JSON.parse(text) : undefined) as T
    },
  }
}
