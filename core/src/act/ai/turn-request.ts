import { createHmac } from 'node:crypto'
import type { AiRequest, Locale } from '@faladesk/plugin-sdk'
import type { Host } from '../../host.ts'
import { deriveKey } from '../../plugins/seal.ts'
import type { Tx } from '../../store/database.ts'
import { createMask, type Mask } from './mask.ts'
import { lastWords, shownTo, type Words } from './transcript.ts'

/** How much of the conversation the AI is shown. */
const shown = 30

interface Row {
  owner: string
  protocol: string
  channel: string
  contact_id: string
  contact_name: string | null
  organization: { name: string; profile: string; locale: Locale; timezone: string }
  messages: Words[]
  ai: { plugin: string; enabled: boolean; settings: Record<string, unknown>; sealed: string | null } | null
}

/** What one turn needs: the request with personal data masked, the mask to put it back, and the organization's AI. */
export interface TurnInput {
  owner: string
  ai: Row['ai']
  request: AiRequest
  mask: Mask
}

/** Reads a conversation for the AI. Null when it is gone. */
export async function readTurn(
  tx: Tx,
  host: Host,
  conversationId: string,
  instructions: string | null,
): Promise<TurnInput | null> {
  const [row] = await tx<Row[]>`
    select c.owner, c.protocol, i.channel, c.contact_id, k.name as contact_name,
      jsonb_build_object('name', o.name, 'profile', o.profile, 'locale', o.locale, 'timezone', o.timezone) as organization,
      ${lastWords(tx, shown)} as messages,
      (select jsonb_build_object('plugin', a.plugin, 'enabled', a.enabled, 'settings', a.settings, 'sealed', s.sealed)
        from ai_plugins a left join ai_secrets s using (organization_id) where a.organization_id = c.organization_id) as ai
    from conversations c
    join organizations o on o.id = c.organization_id
    join inboxes i on i.id = c.inbox_id
    join contacts k on k.organization_id = c.organization_id and k.id = c.contact_id
    where c.id = ${conversationId}`
  if (!row) return null
  const mask = createMask([row.protocol])
  const channel = host.plugins.channels.get(row.channel)
  const request: AiRequest = {
    organization: row.organization,
    // Channels fill the name with an address when they know no better.
    contact: row.contact_name ? { name: mask.hide(row.contact_name) } : {},
    conversation: { id: conversationId, protocol: row.protocol, channel: row.channel },
    messages: shownTo(row.messages, mask),
    ...(instructions && { instructions: mask.hide(instructions) }),
    maxChars: Math.min(4096, channel?.capabilities.text.max ?? 1000),
    safetyId: pseudonymOf(host, row.contact_id),
  }
  return { owner: row.owner, ai: row.ai, request, mask }
}

/** What the provider knows a contact by: always the same, and nobody else can tell who it is. */
export const pseudonymOf = ({ config }: Host, contactId: string): string =>
  createHmac('sha256', deriveKey(config.derivationKey, 'ai', 'safety id'))
    .update(contactId)
    .digest('hex')
    .slice(0, 32)
