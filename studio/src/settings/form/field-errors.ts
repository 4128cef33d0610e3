import type { Inbox } from '@faladesk/core/contract'
import { ApiError } from '../../lib/api-error.ts'

/** What the server said of each field of a form, by the field's own name: `settings.from` → `from`, `settings.imap.host` → `imap.host`. */
export function fieldErrors(error: unknown, prefix = ''): Record<string, string> {
  const found: Record<string, string> = {}
  if (!(error instanceof ApiError) || !Array.isArray(error.details)) return found
  for (const detail of error.details as { field?: unknown; message?: unknown }[]) {
    if (typeof detail?.field !== 'string' || typeof detail.message !== 'string') continue
    if (!detail.field.startsWith(prefix)) continue
    const path = detail.field.slice(prefix.length)
    // A wrong item of a list is told by its line.
    const [, list, item] = /^(.*)\.(\d+)$/.exec(path) ?? []
    const name = list ?? path
    const message = item === undefined ? detail.message : `${Number(item) + 1}: ${detail.message}`
    found[name] ??= message
  }
  return found
}

/** What is wrong with a part of a form, or with anything in that part, by its path. */
export const errorUnder = (errors: Readonly<Record<string, string>>, path: string): string | undefined =>
  Object.entries(errors).find(([name]) => `${name}.`.startsWith(`${path}.`))?.[1]

/** What an inbox's health says of one of its fields, by the field's own name. */
export function healthErrors({ enabled, health }: Pick<Inbox, 'enabled' | 'health'>): Record<string, string> {
  const { status, field, reason } = health
  return enabled && status !== 'ok' && field && reason ? { [field.replace(/^settings\./, '')]: reason } : {}
}
