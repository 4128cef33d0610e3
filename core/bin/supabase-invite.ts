/** Asks Supabase Auth to invite somebody by e-mail; answers the new user's id. Throws a sentence that says what to do. */
export async function inviteBySupabase(env: NodeJS.ProcessEnv, email: string): Promise<string> {
  const { SUPABASE_URL: url, SUPABASE_SERVICE_ROLE_KEY: key } = env
  if (!url || !key)
    throw new Error(
      `${email} has no account yet. Ask them to sign up first, or set SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY so that Supabase can invite them.`,
    )
  const answer = await fetch(`${url.replace(/\/+$/, '')}/auth/v1/invite`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', apikey: key, authorization: `Bearer ${key}` },
    body: JSON.stringify({ email }),
    signal: AbortSignal.timeout(15_000),
  })
  const body = (await answer.json().catch(() => ({}))) as { id?: string; msg?: string }
  if (!answer.ok || !body.id)
    throw new Error(`Supabase could not invite ${email}: ${body.msg ?? `it answered ${answer.status}`}`)
  return body.id
}
