interface AuthError {
  message: string
  status?: number | undefined
  code?: string | undefined
}

/** Names the reason a sign-in was refused, as a key of shell.json's signIn.refused. */
export function whyRefused(error: AuthError): 'wrong' | 'tooMany' | 'offline' | 'unexpected' {
  if (error.code === 'invalid_credentials' || /invalid login/i.test(error.message)) return 'wrong'
  if (error.status === 429) return 'tooMany'
  if (error.status === 0 || error.status === undefined || /fetch|network/i.test(error.message)) return 'offline'
  return error.status === 400 || error.status === 401 ? 'wrong' : 'unexpected'
}
