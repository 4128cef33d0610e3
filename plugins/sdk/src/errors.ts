import type { Text } from './words.ts'

/** What kind of trouble a provider reported; core decides retry, pause or give-up by the class alone. */
export type ErrorClass =
  | 'transient' // nothing was accepted; try again soon
  | 'throttled' // not accepted; try again after retryAfterMs
  | 'window_closed' // free-form text is not allowed now; a template is needed
  | 'recipient' // this person cannot be reached here
  | 'content' // the provider refuses what we send
  | 'auth' // credentials are wrong; the inbox needs attention
  | 'config' // the inbox is set up wrongly
  | 'policy' // the provider forbids it
  | 'ambiguous' // it may have been accepted; reconcile before any retry

/** A failure in plain words; `message` never holds a secret or a personal datum. */
export interface ProviderError {
  class: ErrorClass
  code?: string
  message: string
  /** The same for the person who reads it, in their language. */
  text?: Text
  retryAfterMs?: number
  /** `recipient`: only sends to this person have to wait (a pair rate); the others of the inbox go on. */
  scope?: 'recipient'
}

/** Thrown when the provider did not accept the request and asks us to come back in `ms`. */
export class RetryLater extends Error {
  override name = 'RetryLater'
  readonly ms: number
  readonly code: string | undefined
  constructor(ms: number, message: string, code?: string) {
    super(message)
    this.ms = Math.max(0, Math.round(ms))
    this.code = code
  }
}

/** Thrown when the provider will never accept this; the class says whether the text, the person or a policy is why. */
export class Rejected extends Error {
  override name = 'Rejected'
  readonly code: string | undefined
  readonly class: 'content' | 'recipient' | 'policy' | 'window_closed' | 'config'
  constructor(reason: string, code?: string, kind: Rejected['class'] = 'content') {
    super(reason)
    this.code = code
    this.class = kind
  }
}

/** Thrown when the credentials no longer work: the inbox turns red until an admin repairs it. */
export class Reconnect extends Error {
  override name = 'Reconnect'
  readonly code: string | undefined
  constructor(reason: string, code?: string) {
    super(reason)
    this.code = code
  }
}

/** Thrown when the request was written and its outcome is unknown: reconcile first, never repeat blindly. */
export class Ambiguous extends Error {
  override name = 'Ambiguous'
  readonly code: string | undefined
  constructor(message: string, code?: string) {
    super(message)
    this.code = code
  }
}

/** Turns one of the four errors into a ProviderError; null means a bug in the plugin, retried with backoff and then dead-lettered. */
export const providerErrorOf = (error: unknown): ProviderError | null => {
  const base = (kind: ErrorClass, { message, code }: { message: string; code: string | undefined }): ProviderError => ({
    class: kind,
    message,
    ...(code === undefined ? {} : { code }),
  })
  if (is(RetryLater, error)) return { ...base('throttled', error), retryAfterMs: error.ms }
  if (is(Rejected, error)) return base(error.class, error)
  if (is(Reconnect, error)) return base('auth', error)
  if (is(Ambiguous, error)) return base('ambiguous', error)
  return null
}

// A plugin from elsewhere may bring an SDK of its own, whose classes are not these but bear their names.
const is = <E extends Error>(kind: { new (...words: never[]): E; name: string }, error: unknown): error is E =>
  error instanceof kind || (error instanceof Error && error.name === kind.name)
