import type { ChannelContext, TestResult } from '@faladesk/plugin-sdk'
import { type Answer, ask, type Json, record, refusalOf, text } from '@faladesk/whatsapp-codec'
import { configUrl, keyOf } from './api.ts'
import type { DialogSettings } from './settings.ts'
import { secretHeader } from './verify.ts'
import { words } from './words.ts'

/** Reads the webhook back from 360dialog: the key works, the address is ours and the secret travels with it, or what is wrong. */
export const check = async (ctx: ChannelContext<DialogSettings>): Promise<TestResult> => {
  const { settings, webhooks } = ctx
  const answer = await ask(ctx, configUrl(settings, 'webhook'), { headers: keyOf(settings) }).catch(() => undefined)
  if (!answer) return away
  if (answer.status === 404 && answer.body) return { ok: false, message: words.webhook }
  if (answer.status >= 300) return troubleIn(answer)
  if (!answer.body) return away
  if (text(answer.body.url) !== webhooks.inbound) return { ok: false, message: words.webhook }
  return carriesSecret(answer.body, settings.webhookSecret)
    ? { ok: true }
    : { ok: false, field: 'webhookSecret', message: words.secret }
}

/** Which field one of 360dialog's refusals is about. */
export const troubleIn = (answer: Answer): Exclude<TestResult, { ok: true }> => {
  const trouble = refusalOf(answer)
  if (trouble.class === 'auth') return { ok: false, field: 'apiKey', message: words.key }
  if (trouble.class === 'config' && answer.status === 400) return { ok: false, message: words.payment }
  return away
}

// Headers may be left out of the answer, or masked: only what plainly is not ours is a fault.
const carriesSecret = ({ headers }: Json, secret: string): boolean => {
  const set = record(headers)
  if (!set) return true
  const named = Object.entries(set).find(([name]) => name.toLowerCase() === secretHeader)
  if (!named) return Object.keys(set).some((name) => name.toLowerCase() === 'authorization')
  const value = text(named[1]) ?? ''
  return value === secret || value.includes('*')
}

const away = { ok: false, field: 'baseUrl', message: words.away } as const
