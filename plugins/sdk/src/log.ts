/** Structured log of the host (pino's shape); fields never hold a secret, a message's text or a personal datum. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** A log that keeps nothing, for tests and tools. */
export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }
