/** A refusal by core or Supabase: HTTP status (0 when there was none), a code to act on, and a sentence to show. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly details: unknown
  constructor(status: number, code: string, message: string, details?: unknown) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.details = details
  }
}

/** Reads core's error body `{error:{code,message,details}}`; any other body becomes a plain sentence with the status. */
export function errorFrom(status: number, body: unknown): ApiError {
  const error = (body as { error?: { code?: string; message?: string; details?: unknown } } | null)?.error
  if (error?.message) return new ApiError(status, error.code ?? `http_${status}`, error.message, error.details)
  return new ApiError(status, `http_${status}`, `The server answered ${status}.`)
}
