import type { AskedFact, ChannelContext, FactAnswer, FactMessage, Identity } from '@faladesk/plugin-sdk'
import { nameOf } from '../decide/catalogue.ts'
import { factMessageOf, fitting } from '../decide/channel-facts.ts'
import type { Facts } from '../decide/facts.ts'
import type { Host } from '../host.ts'
import type { MessageRow } from '../store/rows.ts'

/** All that one channel is asked about one message is answered within so long, or unknown. */
const deadlineMs = 4_000

/**
 * Asks a channel for its facts about a message: always an answer, in seconds. What did not come is left out, and
 * `plugin.<about>.status` says why. Never called within a transaction.
 */
export async function askFacts(
  host: Host,
  { organizationId, messageId }: { organizationId: string; messageId: string },
  patienceMs = deadlineMs,
): Promise<Facts> {
  const signal = AbortSignal.timeout(patienceMs)
  const found = await read(host, organizationId, messageId).catch(() => null)
  const inbox = found && (await host.inboxes.byId(found.message.inbox_id).catch(() => null))
  const offered = inbox?.channel.facts
  if (!inbox || !offered) return {}
  const ctx = inbox.context({ deadlineMs: patienceMs, signal })
  const message = factMessageOf(found.message, found.sender)
  const facts: Record<string, unknown> = {}
  const asked = offered.facts.filter((fact) => 'ask' in fact)
  const ended = await Promise.all(
    asked.map(async (fact): Promise<'ok' | 'timeout' | 'unavailable'> => {
      try {
        const value = fitting(fact, await answerOf(fact, message, ctx))
        if (value !== undefined) facts[nameOf(offered, fact.name)] = value
        return 'ok'
      } catch (error) {
        const status = signal.aborted ? 'timeout' : 'unavailable'
        // Its words may hold what the customer said.
        const reason = error instanceof Error ? error.name : typeof error
        host.log.warn({ channel: inbox.channelName, fact: fact.name, status, reason }, 'a channel told no fact')
        return status
      }
    }),
  )
  const status = ended.find((one) => one !== 'ok') ?? 'ok'
  return { ...facts, [nameOf(offered, 'status')]: status }
}

// What ignores its signal is not waited for.
async function answerOf(fact: AskedFact, message: FactMessage, ctx: ChannelContext): Promise<FactAnswer> {
  const { signal } = ctx
  signal.throwIfAborted()
  // Asked first: where it throws at once there is no race, and nobody would hear `late` reject.
  const asked = fact.ask(message, ctx)
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return Promise.race([asked, late])
}

async function read({ db }: Host, organizationId: string, messageId: string) {
  const [row] = await db.inOrganization(
    organizationId,
    (tx) => tx<{ message: MessageRow; sender: Identity | null }[]>`
      select to_jsonb(m) as message,
        (select jsonb_build_object('kind', i.kind, 'value', i.value) from identities i where i.id = m.identity_id) as sender
      from messages m where m.id = ${messageId}`,
  )
  return row ? { message: row.message, sender: row.sender ?? undefined } : null
}
