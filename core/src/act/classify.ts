import type { Classification, ClassifyRequest } from '@faladesk/plugin-sdk'
import type { Facts } from '../decide/facts.ts'
import type { Host } from '../host.ts'
import type { Tx } from '../store/database.ts'
import { chosenAi } from './ai-choice.ts'
import { pseudonymOf, roleOf } from './ai-request.ts'
import { aborted, aiContext, settingsOf, tell } from './ask-plugin.ts'
import { createMask } from './mask.ts'

// A customer's message that rules want an AI's opinion of.
interface Question {
  organizationId: string
  conversationId: string
  /** Up to this message the AI reads. */
  seq: number
}

const deadlineMs = 4_000
/** How much of the conversation is needed to understand its last message. */
const shown = 8
const mostIntents = 100

/**
 * The AI's facts of a message: always an answer, in seconds. Where the AI is slow or away, `ai.status` says so and the others
 * are missing. Never called within a transaction.
 */
export async function askAiFacts(host: Host, question: Question): Promise<Facts> {
  const deadline = AbortSignal.timeout(Math.min(deadlineMs, host.config.aiDeadlineMs))
  const end = host.metrics.ai.startTimer()
  try {
    const input = await host.db.inOrganization(question.organizationId, (tx) => read(tx, host, question))
    const ai = input && chosenAi(host, input.ai)
    if (!input || !ai?.classify) return { 'ai.status': 'unavailable' }
    const context = aiContext(host, ai, settingsOf(host, question.organizationId, input.ai), deadline)
    const said = await Promise.race([ai.classify(input.request, context), aborted(deadline)])
    end({ outcome: 'classified' })
    tell(host, said.usage)
    return factsOf(said, input.request.intents)
  } catch (error) {
    const status = deadline.aborted ? 'timeout' : 'unavailable'
    end({ outcome: status === 'timeout' ? 'timeout' : 'ai_failed' })
    host.log.warn({ err: error, organization: question.organizationId, status }, 'the AI told no facts')
    return { 'ai.status': status }
  }
}

/** Whether rules can be told anything by an AI in this organization; where not, nobody has to be asked. */
export const canAskAi = (host: Host, choice: { plugin: string; enabled: boolean } | null): boolean =>
  chosenAi(host, choice)?.classify !== undefined

// Words of an intent are compared as a person would: "Segunda via" is the rule's "segunda via".
function factsOf(said: Classification, intents: readonly string[]): Facts {
  const { sentiment, language, askedForHuman } = said
  const named = said.intent.trim().slice(0, 60)
  const known = intents.find((intent) => intent.toLowerCase() === named.toLowerCase())
  const intent = known ?? (intents.length > 0 ? 'other' : named.toLowerCase())
  if (!sentiments.has(sentiment) || !languages.has(language) || typeof askedForHuman !== 'boolean' || intent === '')
    throw new TypeError('the AI plugin answered with a classification that makes no sense')
  return {
    'ai.status': 'ok',
    'ai.intent': intent,
    'ai.sentiment': sentiment,
    'ai.language': language,
    'ai.asked_for_human': askedForHuman,
  }
}

const sentiments: ReadonlySet<string> = new Set(['positive', 'neutral', 'negative'])
const languages: ReadonlySet<string> = new Set(['pt', 'es', 'en', 'other'])

interface Row {
  protocol: string
  contact_id: string
  organization: ClassifyRequest['organization']
  messages: { direction: string; author_kind: string; text: string; at: string }[]
  intents: unknown[]
  ai: { plugin: string; enabled: boolean; settings: Record<string, unknown>; sealed: string | null } | null
}

// The organization's own list of intents is what its rules compare them with: no other word could ever match.
async function read(tx: Tx, host: Host, { conversationId, seq }: Question) {
  const [row] = await tx<Row[]>`
    select c.protocol, c.contact_id, jsonb_build_object('name', o.name, 'locale', o.locale) as organization,
      coalesce((select jsonb_agg(m order by m.seq) from (
        select seq, direction, author_kind, coalesce(nullif(text, ''), private.preview_of(text, content)) as text, created_at as at
        from messages where conversation_id = c.id and seq <= ${seq} and direction <> 'note'
          and coalesce(status, '') not in ('discarded', 'failed')
        order by seq desc limit ${shown}) m), '[]') as messages,
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
    messages: row.messages.map(({ direction, author_kind, text, at }) => ({
      role: roleOf(direction, author_kind),
      text: mask.hide(text),
      at,
    })),
    intents: row.intents.filter((word) => typeof word === 'string').slice(0, mostIntents),
    safetyId: pseudonymOf(host, row.contact_id),
  }
  return { ai: row.ai, request }
}
