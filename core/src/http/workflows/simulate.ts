import { type Locale, say } from '@faladesk/plugin-sdk'
import { decide, prepareDocument, type RuleDocument } from '@faladesk/rules'
import { chosenAi } from '../../act/ai-choice.ts'
import type { Simulate, Simulation } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { badFields } from '../refusal.ts'
import { checked, readWorkflow } from './drafts.ts'
import { factsOfMessage } from './simulated-facts.ts'

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
    const document = await documentToTry(tx, id, asked, language)
    const facts = asked.facts ?? [await factsOfMessage(tx, caller, asked.message as NonNullable<Simulate['message']>)]
    const [choice] = await tx<{ plugin: string; enabled: boolean }[]>`select plugin, enabled from public.ai_plugins`
    const byDefault = chosenAi(host, choice ?? null) ? 'ai-default' : 'human-default'
    const prepared = prepareDocument(document)
    const results: Simulation['results'] = []
    for (const one of facts) {
      // As in the pipeline: where a human speaks, no rule answers.
      const silent = one['conversation.owner'] === 'human'
      const decision = await decide(prepared, one, silent ? { skipReply: 'human-owner' } : {})
      const otherwise = silent ? 'none' : byDefault
      results.push({ facts: one, outcome: decision.reply?.event.type ?? otherwise, decision })
    }
    return { results }
  })

const documentToTry = async (tx: Tx, id: string, asked: Simulate, language: Locale): Promise<RuleDocument> => {
  const { draft } = await readWorkflow(tx, id)
  if (asked.document) return checked(asked.document, language)
  if (asked.version === undefined) return draft as unknown as RuleDocument
  const [old] = await tx<{ document: RuleDocument }[]>`
    select document from public.workflow_versions where workflow_id = ${id} and version = ${asked.version}`
  if (!old) throw badFields({ field: 'version', message: neverPublished })
  return old.document
}

const oneOfTwo = say(
  'Informe `facts` (uma lista) ou `message`, um dos dois.',
  'Indique `facts` (una lista) o `message`, uno de los dos.',
  'Give either `facts` (a list) or `message`.',
)
const neverPublished = say(
  'Esta versão nunca foi publicada; escolha uma da lista de versões.',
  'Esta versión nunca se publicó; elija una de la lista de versiones.',
  'This version was never published; choose one of the list of versions.',
)
