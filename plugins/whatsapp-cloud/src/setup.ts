import { type ChannelContext, foreignWebhook, type TestResult } from '@faladesk/plugin-sdk'
import { ask, errorIn, record, text } from '@faladesk/whatsapp-codec'
import { away, troubleIn } from './check.ts'
import { bearer, graphBase } from './graph.ts'
import type { CloudSettings } from './settings.ts'
import { words } from './words.ts'

/** Subscribes the app to the account and points this number's webhook here; Meta asks our hook its challenge meanwhile. */
export const setup = async (
  ctx: ChannelContext<CloudSettings>,
  { replace } = { replace: false },
): Promise<TestResult> => {
  const { settings, webhooks } = ctx
  const { phoneNumberId, wabaId, verifyToken } = settings
  if (!replace) {
    const url = `${graphBase(settings)}/${encodeURIComponent(phoneNumberId)}?fields=webhook_configuration`
    const set = await ask(ctx, url, { headers: bearer(settings) }).catch(() => undefined)
    const hooks = record(set && set.status < 300 ? set.body?.webhook_configuration : undefined)
    // The app's own address is what these two are set apart from: no other system loses anything.
    const foreign = foreignWebhook(text(hooks?.phone_number) ?? text(hooks?.whatsapp_business_account), ctx)
    if (foreign) return { ok: false, message: foreign }
  }
  const post = (path: string, json: object) =>
    ask(ctx, `${graphBase(settings)}/${path}`, { method: 'POST', headers: bearer(settings), json }).catch(
      () => undefined,
    )
  if (wabaId) {
    const subscribed = await post(`${encodeURIComponent(wabaId)}/subscribed_apps`, {})
    if (!subscribed) return away
    if (subscribed.status >= 300) {
      const trouble = troubleIn(subscribed)
      return trouble.field === 'phoneNumberId' ? { ok: false, field: 'wabaId', message: words.account } : trouble
    }
  }
  const pointed = await post(encodeURIComponent(phoneNumberId), {
    webhook_configuration: { override_callback_uri: webhooks.inbound, verify_token: verifyToken },
  })
  if (!pointed) return away
  if (pointed.status < 300) return { ok: true }
  const said = text(errorIn(pointed.body)?.message) ?? ''
  return /callback|verif|URL/i.test(said) ? { ok: false, message: words.challenge } : troubleIn(pointed)
}
