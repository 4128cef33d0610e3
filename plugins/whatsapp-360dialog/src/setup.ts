import { type ChannelContext, foreignWebhook, type TestResult } from '@faladesk/plugin-sdk'
import { ask, text } from '@faladesk/whatsapp-codec'
import { configUrl, keyOf } from './api.ts'
import { check, troubleIn } from './check.ts'
import type { DialogSettings } from './settings.ts'
import { words } from './words.ts'

/** Points 360dialog's webhook at this inbox, with the secret it must repeat, and reads it back. */
export const setup = async (
  ctx: ChannelContext<DialogSettings>,
  { replace } = { replace: false },
): Promise<TestResult> => {
  const { settings, webhooks } = ctx
  if (!replace) {
    const set = await ask(ctx, configUrl(settings, 'webhook'), { headers: keyOf(settings) }).catch(() => undefined)
    const foreign = set && set.status < 300 ? foreignWebhook(text(set.body?.url), ctx) : null
    if (foreign) return { ok: false, message: foreign }
  }
  const answer = await ask(ctx, configUrl(settings, 'webhook'), {
    method: 'POST',
    headers: keyOf(settings),
    json: { url: webhooks.inbound, headers: { 'X-Faladesk-Secret': settings.webhookSecret } },
  }).catch(() => undefined)
  if (answer && answer.status < 300) return check(ctx)
  if (!answer) return { ok: false, field: 'baseUrl', message: words.away }
  // Its only complaint about a request of a valid key is the address in it.
  const trouble = troubleIn(answer)
  return answer.status === 400 && trouble.message !== words.payment ? { ok: false, message: words.address } : trouble
}
