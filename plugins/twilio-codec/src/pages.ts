import type { AccountContext } from './account.ts'
import { ask } from './client.ts'

// Thousands of entries; a page that names itself as the next would otherwise never end.
const mostPages = 20

/** Reads a list of one of Twilio's newer products, whose entries lie under `key`, page after page. */
export async function* entriesAt(
  ctx: AccountContext,
  url: string,
  key: string,
): AsyncGenerator<Record<string, unknown>, void> {
  let next: unknown = url
  for (let page = 0; typeof next === 'string' && next !== '' && page < mostPages; page++) {
    const answer = (await ask(ctx, next)) as Record<string, unknown> | null
    const entries = answer?.[key]
    for (const entry of Array.isArray(entries) ? entries : []) if (isObject(entry)) yield entry
    next = isObject(answer?.meta) ? answer.meta.next_page_url : undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
