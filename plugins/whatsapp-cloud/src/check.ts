import { type ChannelContext, hmac, type TestResult } from '@faladesk/plugin-sdk'
import { type Answer, ask, errorIn, record, refusalOf, text } from '@faladesk/whatsapp-codec'
import { bearer, graphBase } from './graph.ts'
import type { CloudSettings } from './settings.ts'
import { words } from './words.ts'

/** Asks Meta for the number with everything the inbox has, and says which field is wrong and how to repair it. */
export const check = async (ctx: ChannelContext<CloudSettings>): Promise<TestResult> => {
  const { settings } = ctx
  const query = new URLSearchParams({
    fields: 'display_phone_number,verified_name,quality_rating,webhook_configuration',
    // Signed with the app secret, so that a wrong one is found before the first webhook is refused.
    appsecret_proof: hmac('sha256', settings.appSecret, settings.accessToken).toString('hex'),
  })
  const url = `${graphBase(settings)}/${encodeURIComponent(settings.phoneNumberId)}?${query}`
  const answer = await ask(ctx, url, { headers: bearer(settings) }).catch(() => undefined)
  if (!answer) return away
  if (answer.status >= 300) return troubleIn(answer)
  if (!answer.body) return away
  const hooks = record(answer.body.webhook_configuration)
  // The most particular wins: the number's own, then the account's, then the app's.
  const reached = text(hooks?.phone_number) ?? text(hooks?.whatsapp_business_account) ?? text(hooks?.application)
  if (reached && reached !== ctx.webhooks.inbound) return { ok: false, message: words.webhook }
  return { ok: true }
}

/** Which field one of the Graph API's refusals is about. */
export const troubleIn = (answer: Answer): Exclude<TestResult, { ok: true }> => {
  const error = errorIn(answer.body)
  const message = text(error?.message) ?? ''
  if (/appsecret_proof|app ?secret/i.test(message)) return { ok: false, field: 'appSecret', message: words.secret }
  const code = text(error?.code)
  if (code === '10' || code === '3' || /^2\d\d$/.test(code ?? ''))
    return { ok: false, field: 'accessToken', message: words.permission }
  const trouble = refusalOf(answer)
  if (trouble.class === 'auth') return { ok: false, field: 'accessToken', message: words.token }
  if (code && trouble.class === 'config') return { ok: false, field: 'phoneNumberId', message: words.number }
  if (code === '100') return { ok: false, field: 'phoneNumberId', message: words.number }
  return away
}

/** Said when Meta does not answer. */
export const away = { ok: false, field: 'baseUrl', message: words.away } as const
