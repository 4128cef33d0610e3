import { type ChannelContext, Reconnect, Rejected, RetryLater } from '@faladesk/plugin-sdk'
import { ask } from './ask.ts'
import { refusalOf } from './problems/outcome.ts'
import type { Json } from './read.ts'

/** Reads one page of a list; what fails throws with its class, so that no list ever looks empty that was not read. */
export const askPage = async (
  ctx: Pick<ChannelContext, 'fetch' | 'signal' | 'now'>,
  url: string,
  headers: Record<string, string>,
): Promise<Json> => {
  const answer = await ask(ctx, url, { headers }).catch(() => {
    throw new RetryLater(60_000, 'The templates could not be read: nobody answered', 'no_answer')
  })
  if (answer.status < 300 && answer.body) return answer.body
  const { class: kind, code, message, retryAfterMs } = refusalOf(answer)
  const said = `The templates could not be read: ${message}`
  if (kind === 'auth') throw new Reconnect(said, code)
  if (kind === 'config' || kind === 'policy' || kind === 'content') throw new Rejected(said, code, kind)
  // Reading changes nothing: whatever else it was, it may be asked again.
  throw new RetryLater(retryAfterMs ?? 60_000, said, code)
}
