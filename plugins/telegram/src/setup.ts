import { type ChannelContext, foreignWebhook, say, type TestResult, type Text } from '@faladesk/plugin-sdk'
import { call } from './api.ts'
import { credentials, troubleOf } from './outcome.ts'
import { readers } from './parse.ts'
import { record, text } from './read.ts'
import type { TelegramSettings } from './settings.ts'
import { secretOf } from './verify.ts'

/** Tells Telegram where updates go, which ones, and the secret it must repeat; what waits there is kept. */
export const setup = async (
  ctx: ChannelContext<TelegramSettings>,
  { replace } = { replace: false },
): Promise<TestResult> => {
  const url = ctx.webhooks.inbound ?? ''
  if (!url.startsWith('https:') && !ctx.allowPrivateNetwork) return { ok: false, message: insecure }
  try {
    const set = replace ? null : record(await call('getWebhookInfo', {}, ctx))
    const foreign = foreignWebhook(text(set?.url), ctx)
    if (foreign) return { ok: false, message: foreign }
    await call(
      'setWebhook',
      { url, secret_token: secretOf(ctx), allowed_updates: Object.keys(readers), drop_pending_updates: false },
      ctx,
    )
    return { ok: true }
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble.class === 'auth') return { ok: false, field: 'botToken', message: credentials }
    return trouble.class === 'content'
      ? { ok: false, message: insecure }
      : { ok: false, field: 'apiBaseUrl', message: away }
  }
}

/** Asks Telegram who the bot is and where its updates go, and says what is wrong and how to repair it. */
export const check = async (ctx: ChannelContext<TelegramSettings>): Promise<TestResult> => {
  try {
    await call('getMe', {}, ctx)
    const hook = record(await call('getWebhookInfo', {}, ctx)) ?? {}
    if (hook.url !== ctx.webhooks.inbound) return { ok: false, message: hook.url ? elsewhere : nowhere }
    const waiting = Number(hook.pending_update_count) > 0
    const failedAt = Number(hook.last_error_date) * 1000
    // An old complaint, or one whose updates came through since, is over.
    if (waiting && ctx.now().getTime() - failedAt < 3_600_000)
      return { ok: false, message: complaint(text(hook.last_error_message)) }
    return { ok: true }
  } catch (error) {
    if (troubleOf(error).class === 'auth') return { ok: false, field: 'botToken', message: credentials }
    return { ok: false, field: 'apiBaseUrl', message: away }
  }
}

const insecure = say(
  'O Telegram só entrega em um endereço https público, na porta 443, 80, 88 ou 8443. Confira PUBLIC_URL.',
  'Telegram solo entrega en una dirección https pública, en el puerto 443, 80, 88 u 8443. Revise PUBLIC_URL.',
  'Telegram delivers only to a public https address, on port 443, 80, 88 or 8443. Check PUBLIC_URL.',
)
const nowhere = say(
  'O token está certo, mas o bot ainda não sabe onde entregar as mensagens. Configure o webhook de novo.',
  'El token es correcto, pero el bot aún no sabe dónde entregar los mensajes. Configure el webhook de nuevo.',
  'The token is right, but the bot does not know yet where to deliver messages. Set the webhook up again.',
)
const elsewhere = say(
  'O token está certo, mas o bot entrega as mensagens em outro endereço: outro sistema usa este bot. Configure o webhook de novo para trazê-lo para cá.',
  'El token es correcto, pero el bot entrega los mensajes en otra dirección: otro sistema usa este bot. Configure el webhook de nuevo para traerlo aquí.',
  'The token is right, but the bot delivers messages to another address: another system uses this bot. Set the webhook up again to bring it here.',
)
const away = say(
  'O Telegram não respondeu. Confira o endereço da API e tente de novo em instantes.',
  'Telegram no respondió. Revise la dirección de la API e inténtelo de nuevo en unos instantes.',
  'Telegram did not answer. Check the API address and try again in a moment.',
)
const complaint = (reason = '?'): Text =>
  say(
    `O Telegram não consegue entregar mensagens aqui: “${reason.slice(0, 200)}”.`,
    `Telegram no logra entregar mensajes aquí: «${reason.slice(0, 200)}».`,
    `Telegram cannot deliver messages here: “${reason.slice(0, 200)}”.`,
  )
