import { type Locale, say } from '@faladesk/plugin-sdk'
import { decide, type EventName } from '@faladesk/rules'
import { chosenAi } from '../../act/ai/choice.ts'
import { preparedFrom } from '../../backtest/past.ts'
import type { Simulate, Simulation } from '../../contract/index.ts'
import { speaksBesideHumans } from '../../decide/happening.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { badFields } from '../refusal.ts'
import { checked, readWorkflow } from './drafts.ts'
import { factsOfMessage } from './simulated-facts.ts'
import { publishedDocument } from './versions.ts'

/** Says what the rules would decide on given facts or on a message, and why. Nothing is sent, nothing is stored. */
export const simulate = (
  host: Host,
  caller: Caller,
  id: string,
  asked: Simulate,
  language: Locale,
): Promise<Simulation> =>
  inOrganizationOf(host.db, caller, async (tx) => {
    if (!asked.facts === !asked.message) throw badFields({ field: 'facts', message: oneOfTwo })
    const { document, stopped } = await documentToTry(tx, host, id, asked, language)
    const facts = asked.facts ?? [
      await factsOfMessage(tx, host, caller, asked.message as NonNullable<Simulate['message']>),
    ]
    const [choice] = await tx<{ plugin: string; enabled: boolean }[]>`select plugin, enabled from public.ai_plugins`
    const byDefault = chosenAi(host, choice ?? null) ? 'ai-default' : 'human-default'
    const prepared = preparedFrom(document, host.catalogue)
    const results: Simulation['results'] = []
    for (const one of facts) {
      // As in the pipeline: where a human speaks, no rule answers.
      const event = one['event.type'] ?? 'message-received'
      const silent = one['conversation.owner'] === 'human' && !speaksBesideHumans.has(event as EventName)
      const decision = await decide(prepared, one, { stopped, ...(silent && { skipReply: 'human-owner' }) })
      const otherwise = silent || event !== 'message-received' ? 'none' : byDefault
      results.push({ facts: one, outcome: decision.reply?.event.type ?? otherwise, decision })
    }
    return { results }
  })

const documentToTry = async (tx: Tx, { catalogue }: Host, id: string, asked: Simulate, language: Locale) => {
  const { draft, stopped } = await readWorkflow(tx, id)
  const document =
    asked.document || asked.version === undefined
      ? checked(asked.document ?? draft, language, catalogue)
      : await publishedDocument(tx, id, asked.version, 'version')
  return { document, stopped: new Set(stopped) }
}

const oneOfTwo = say(
  'Informe `facts` (uma lista) ou `message`, um dos dois.',
  'Indique `facts` (una lista) o `message`, uno de los dos.',
  'Give either `facts` (a list) or `message`.',
)
