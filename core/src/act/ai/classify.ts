import type { Classification } from '@faladesk/plugin-sdk'
import type { Facts } from '../../decide/facts.ts'
import type { Host } from '../../host.ts'
import { chosenAi } from './choice.ts'
import { type Question, readQuestion } from './classify-request.ts'
import { aborted, aiContext, settingsOf, tell } from './consult.ts'

const deadlineMs = 4_000

/**
 * The AI's facts of a message: always an answer, in seconds. Where the AI is slow or away, `ai.status` says so and the others
 * are missing. Never called within a transaction.
 */
export async function askAiFacts(host: Host, question: Question): Promise<Facts> {
  const deadline = AbortSignal.timeout(Math.min(deadlineMs, host.config.aiDeadlineMs))
  const end = host.metrics.ai.startTimer()
  try {
    const input = await host.db.inOrganization(question.organizationId, (tx) => readQuestion(tx, host, question))
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
