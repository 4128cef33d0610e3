import type { ClassifyRequest } from '@faladesk/plugin-sdk'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { createMask } from './mask.ts'
import { lastWords, shownTo, type Words } from './transcript.ts'
import { pseudonymOf } from './turn-request.ts'

/** A customer's message that rules want an AI's opinion of. */
export interface Question {
  organizationId: string
  conversationId: string
  /** Up to this message the AI reads. */
  seq: number
}

/** How much of the conversation is needed to understand its last message. */
const shown = 8
const mostIntents = 100

interface Row {
  protocol: string
  contact_id: string
  organization: ClassifyRequest['organization']
  messages: Words[]
  intents: unknown[]
  ai: { plugin: string; enabled: boolean; settings: Record<string, unknown>; sealed: string | null } | null
}

/**
 * Reads what the AI is asked about a message. The organization's own list of intents is what its rules compare them with: no
 * other word could ever match. Null when the conversation is gone.
 */
export async function readQuestion(tx: Tx, host: Host, { conversationId, seq }: Question) {
  const [row] = await tx<Row[]>`
    select c.protocol, c.contact_id, jsonb_build_object('name', o.name, 'locale', o.locale) as organization,
      ${lastWords(tx, shown, seq)} as messages,
      coalesce((select jsonb_agg(distinct word) from workflows w
        join workflow_versions v on v.workflow_id = w.id
          and v.version in (w.published_version, (w.candidate ->> 'version')::int),
        jsonb_path_query(v.document::jsonb, '$.** ? (@.fact == "ai.intent").value[*]') word), '[]') as intents,
      (select jsonb_build_object('plugin', a.plugin, 'enabled', a.enabled, 'settings', a.settings, 'sealed', s.sealed)
        from ai_plugins a left join ai_secrets s using (organization_id) where a.organization_id = c.organization_id) as ai
    from conversations c join organizations o on o.id = c.organization_id where c.id = ${conversationId}`
  if (!row) return null
  const mask = createMask([row.protocol])
  const request: ClassifyRequest = {
    organization: row.organization,
    messages: shownTo(row.messages, mask),
    intents: row.intents.filter((word) => typeof word === 'string').slice(0, mostIntents),
    safetyId: pseudonymOf(host, row.contact_id),
  }
  return { ai: row.ai, request }
}
