import { json } from '../store/database.ts'
import { createMask } from './ai/mask.ts'
import type { Perform } from './scene.ts'

/**
 * Tells one of the organization's own systems what happened: queued with the decision, sent after it, signed and tried again.
 * Personal numbers of the text are masked; the receiver asks the API for more, with its own key.
 */
export const webhook: Perform = async ({ tx, context, message, facts, decisionId, rule }, params) => {
  const { conversation, contact, inbox } = context
  const mask = createMask([conversation.protocol])
  const payload = {
    conversation: {
      id: conversation.id,
      protocol: conversation.protocol,
      status: conversation.status,
      priority: conversation.priority,
      tags: conversation.tags,
      team_id: conversation.team_id,
      assignee_id: conversation.assignee_id,
      attributes: masked(conversation.attributes, mask.hide),
    },
    contact: { id: contact.id, tags: contact.tags },
    inbox: { id: inbox.id, name: inbox.name, channel: inbox.channel },
    message: message && {
      id: message.id,
      text: mask.hide(message.text),
      kind: facts['message.kind'] ?? null,
      at: message.created_at,
    },
    rule,
  }
  const event = facts['event.type'] ?? 'message-received'
  const [row] = await tx<{ id: string }[]>`
    insert into calls (organization_id, type, url, payload, conversation_id, decision_id, rule_id)
    values (${conversation.organization_id}, ${String(event).replace('-', '.')}, ${String(params.url)}, ${json(tx, payload)},
      ${conversation.id}, ${decisionId}, ${rule ?? null})
    returning id`
  return { ok: true, call: row?.id }
}

const masked = (value: unknown, hide: (text: string) => string): unknown => {
  if (typeof value === 'string') return hide(value)
  if (Array.isArray(value)) return value.map((one) => masked(one, hide))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner, hide)]))
}
