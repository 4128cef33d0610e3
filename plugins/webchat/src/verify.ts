import type { ChannelContext, RawRequest, Verdict } from '@faladesk/plugin-sdk'
import { allowsOrigin } from './origin.ts'
import { session } from './session.ts'
import type { WebchatSettings } from './settings.ts'
import { bearer, visitorOf } from './visitor.ts'

/** Answers `session` at once; lets `inbound` in with a visitor's token of this inbox, from an allowed page. */
export const verify = (request: RawRequest, ctx: ChannelContext<WebchatSettings>): Verdict => {
  const { origin } = request.headers
  // Programs send no origin and can send any; the list keeps other sites' pages out, the token keeps visitors apart.
  if (origin && !allowsOrigin(origin, ctx))
    return { ok: false, status: 403, reason: 'this site is not on the inbox’s list' }
  if (request.name === 'session') return { ok: 'respond', response: session(request, ctx) }
  if (visitorOf(bearer(request.headers), ctx)) return { ok: true }
  return { ok: false, status: 401, reason: 'the visitor token is missing, expired or not of this inbox' }
}
