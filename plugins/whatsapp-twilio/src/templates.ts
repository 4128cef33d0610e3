import { type ChannelContext, cleanText, type Template } from '@faladesk/plugin-sdk'
import { askingError, entriesAt } from '@faladesk/twilio-codec'
import type { TwilioSettings } from './settings.ts'

const list = 'https://content.twilio.com/v1/ContentAndApprovals?PageSize=500'

/** Lists the account's Content templates with what WhatsApp decided about each. */
export const templates = async (ctx: ChannelContext<TwilioSettings>): Promise<Template[]> => {
  const found: Template[] = []
  try {
    for await (const content of entriesAt(ctx, list, 'contents')) {
      const template = templateOf(content)
      if (template) found.push(template)
    }
    return found
  } catch (error) {
    throw askingError(error)
  }
}

const templateOf = (content: Json): Template | null => {
  const ref = words(content.sid)
  if (!ref) return null
  const approval = approvalOf(content.approval_requests)
  const body = bodyOf(record(content.types))
  const status = (words(approval.status) ?? 'unsubmitted').toLowerCase()
  return {
    ref,
    name: words(content.friendly_name) ?? words(approval.name) ?? ref,
    language: words(content.language) ?? '',
    category: (words(approval.category) ?? 'unknown').toLowerCase(),
    status: waiting.has(status) ? 'pending' : status,
    body,
    variables: variablesOf(body, record(content.variables)),
  }
}

const waiting = new Set(['received', 'pending', 'in_review', 'in_appeal'])

// An object of the one approval, an object by channel, or a list, depending on the version and the account.
const approvalOf = (requests: unknown): Json => {
  const one = Array.isArray(requests) ? requests.map(record).find(({ type }) => type === 'whatsapp') : record(requests)
  const byChannel = record(one?.whatsapp)
  return Object.keys(byChannel).length > 0 ? byChannel : (one ?? {})
}

// A template has the same words in every type it offers; the richest says nothing more to somebody who chooses one.
const bodyOf = (types: Json): string => {
  const kinds = Object.values(types).map(record)
  for (const key of ['body', 'title', 'header_text'])
    for (const kind of kinds) {
      const said = words(kind[key])
      if (said) return said
    }
  return ''
}

// In the order they are read, then those only a button or an address uses.
const variablesOf = (body: string, samples: Json): string[] => {
  const read = [...body.matchAll(/\{\{\s*([^{}\s]{1,64})\s*\}\}/g)].map(([, name]) => name as string)
  return [...new Set([...read, ...Object.keys(samples)])]
}

type Json = Record<string, unknown>
const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
const words = (value: unknown): string | undefined =>
  typeof value === 'string' ? cleanText(value) || undefined : undefined
