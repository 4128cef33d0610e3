import type { ChannelContext, RawRequest, Verdict } from '@faladesk/plugin-sdk'
import { allowsOrigin } from './origin.ts'
import { parse } from './parse.ts'
import { session } from './session.ts'
import type { WebchatSettings } from './settings.ts'
import { bearer, visitorOf } from './visitor.ts'

/** Answers `session` at once; lets `inbound` and `file` in with a visitor's token of this inbox, from an allowed page. */
export const verify = (request: RawRequest, ctx: ChannelContext<WebchatSettings>): Verdict => {
  const { origin } = request.headers
  // Programs send no origin and can send any; the list keeps other sites' pages out, the token keeps visitors apart.
  if (origin && !allowsOrigin(origin, ctx))
    return { ok: false, status: 403, reason: 'this site is not on the inbox’s list' }
  if (request.name === 'session') return { ok: 'respond', response: session(request, ctx) }
  const visitor = visitorOf(bearer(request.headers), ctx)
  if (!visitor || (ctx.settings.identity?.required && !visitor.person))
    return { ok: false, status: 401, reason: 'the visitor token is missing, expired or not of this inbox' }
  if (request.name !== 'file') return { ok: true }
  // A file that is not taken is not stored either: ten megabytes of nothing are no dead letter.
  const outcome = parse(request, ctx)
  if ('refused' in outcome || outcome.events.length > 0 || !outcome.response) return { ok: true }
  return { ok: 'respond', response: outcome.response }
}
