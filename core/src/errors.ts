/** An error meant for whoever called: an HTTP status, a stable code, and a sentence that says what to do. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: number
  readonly code: string
  readonly details: readonly unknown[] | undefined
  constructor(status: number, code: string, message: string, details?: readonly unknown[]) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

/** 403: this person may not do it. */
export const forbidden = (message: string) => new Refused(403, 'forbidden', message)

/** 404: it does not exist, or not for this caller. */
export const notFound = (message: string) => new Refused(404, 'not_found', message)

/** 503: come back in a moment. */
export const unavailable = (message: string) => new Refused(503, 'unavailable', message)

/** True for errors of the connection to PostgreSQL (refused, closed, starting up), which a repetition may cure. */
export const isDatabaseDown = (error: unknown): boolean => {
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  return downCodes.has(code) || /^(08|53|57P)/.test(code)
}

const downCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
])

/** True for errors that the data itself caused (bad value, broken constraint): a repetition fails the same way. */
export const isDataError = (error: unknown): boolean =>
  /^(22|23)[0-9A-Z]{3}$/.test(String((error as { code?: unknown } | null)?.code ?? ''))
