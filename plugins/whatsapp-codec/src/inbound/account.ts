import { createHash } from 'node:crypto'
import { cut, type InboundEvent } from '@faladesk/plugin-sdk'
import { clean, type Json, record, text } from '../read.ts'
import { instant } from './instant.ts'

/** What Meta says of the account, a template or a number, as one sentence with all its details. */
export const accountEvent = (field: string, value: Json, entry: Json, now: Date, account?: string): InboundEvent => {
  const topic = topicOf(field)
  const detail = clean(value) as Json
  const [id, time] = [text(entry.id) ?? 'account', text(entry.time) ?? 'undated']
  // Meta gives these no id; the same said at the same time is the same notice, whatever fields a new version adds.
  const print = createHash('sha256')
    .update(JSON.stringify(traits(detail)))
    .digest('hex')
    .slice(0, 16)
  const externalId = `${field}:${id}:${time}:${print}`
  return {
    type: 'account',
    externalId,
    idempotencyKey: `account:${externalId}`,
    occurredAt: instant(entry.time, now),
    ...(account && { account }),
    topic,
    note: noteOf(field, detail),
    detail: { field, ...detail },
  }
}

// What tells two notices of one moment apart.
const telling =
  /^(event|decision|code|reason|country|tier|current_limit|waba_id|waba_ban_state|partner_app_id|(restriction|violation)_type|display_phone_number|message_template_(id|name|language)|(new|previous)_(category|quality_score))$/

const traits = (value: unknown, levels = 6): unknown[] => {
  if (typeof value !== 'object' || value === null || levels === 0) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    telling.test(name) && typeof inner !== 'object' ? [name, inner] : traits(inner, levels - 1),
  )
}

const topicOf = (field: string): string => {
  if (/template/.test(field)) return 'template'
  if (/quality|capability|tier/.test(field)) return 'quality'
  if (/^(account|business|security|phone_number|payment|partner|user_preferences)/.test(field)) return 'account'
  return field
}

const noteOf = (field: string, value: Json): string => {
  const template = text(value.message_template_name)
  if (template) {
    const language = text(value.message_template_language)
    return `${words(field)}: ${template}${language ? ` (${language})` : ''}${said(templateFate(value))}`
  }
  const problem = text(value.title) ?? text(value.message) ?? text(record(value.error_data)?.details)
  return `${words(field)}${said(text(value.event) ?? text(value.decision) ?? text(value.requested_verified_name) ?? problem)}`
}

const templateFate = (value: Json): string | undefined => {
  const reason = text(record(value.rejection_info)?.reason) ?? text(value.reason)
  const fate = text(value.event) ?? text(value.new_category) ?? text(value.new_quality_score)
  return [fate, reason !== 'NONE' && reason].filter(Boolean).join(', ') || undefined
}

const words = (field: string) => cut(field.replaceAll('_', ' '), 80)
const said = (what: string | undefined) => (what ? `: ${cut(what, 300)}` : '')
