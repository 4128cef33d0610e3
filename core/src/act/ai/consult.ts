import { type AiContext, type AiOutcome, type AnyAi, type Usage, withDefaults } from '@faladesk/plugin-sdk'
import type { Host } from '../../host.ts'
import { guardedFetch } from '../../plugins/guarded-fetch.ts'
import { open, openingKeys } from '../../plugins/seal.ts'
import { chosenAi } from './choice.ts'
import type { TurnInput } from './turn-request.ts'

/**
 * Asks the organization's AI and waits no longer than the deadline, even for a plugin that does not heed its signal.
 * Every failure is a handoff with its reason: an AI that cannot answer must not mean silence.
 */
export async function consultAi(
  host: Host,
  organizationId: string,
  input: TurnInput,
  stopping: AbortSignal,
): Promise<AiOutcome> {
  const ai = chosenAi(host, input.ai)
  if (!ai) return { action: 'handoff', reason: 'no_ai' }
  const deadline = AbortSignal.timeout(host.config.aiDeadlineMs)
  const signal = AbortSignal.any([deadline, stopping])
  const end = host.metrics.ai.startTimer()
  try {
    const context = aiContext(host, ai, settingsOf(host, organizationId, input.ai), signal)
    const outcome = await Promise.race([ai.answer(input.request, context), aborted(signal)])
    end({ outcome: outcome.action })
    tell(host, outcome.usage)
    return outcome
  } catch (error) {
    const reason = deadline.aborted ? 'timeout' : 'ai_failed'
    end({ outcome: reason })
    if (stopping.aborted) throw error
    host.log.warn({ err: error, organization: organizationId, ai: ai.name }, 'the AI gave no answer')
    return {
      action: 'handoff',
      reason,
      summary: deadline.aborted ? '' : ((error as Error).message ?? '').slice(0, 300),
    }
  }
}

/** What an AI plugin may know and touch; the installation's own base URL may be a private one, an organization's may not. */
export function aiContext(host: Host, ai: AnyAi, settings: object, signal: AbortSignal): AiContext {
  const { openai, allowPrivateNetwork, aiDeadlineMs } = host.config
  const guard = { deadlineMs: aiDeadlineMs, maxBytes: 4 * 1024 * 1024, signal }
  const [guarded, trusted] = [
    guardedFetch({ ...guard, allowPrivate: allowPrivateNetwork }),
    guardedFetch({ ...guard, allowPrivate: true }),
  ]
  const own = openai.baseUrl ? new URL(openai.baseUrl).origin : null
  return {
    settings: withDefaults(ai.settings, settings),
    env: openai,
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input)
      return (url.origin === own ? trusted : guarded)(input, init)
    },
    log: host.log.child({ ai: ai.name }),
    signal,
    now: () => new Date(),
  }
}

/** Counts what an answer of an AI cost. */
export function tell({ metrics }: Host, usage: Usage | undefined): void {
  if (!usage) return
  metrics.aiTokens.inc({ direction: 'in' }, usage.inputTokens)
  metrics.aiTokens.inc({ direction: 'out' }, usage.outputTokens)
}

/** An organization's settings of its AI, the sealed ones opened. */
export const settingsOf = ({ config }: Host, organizationId: string, ai: TurnInput['ai']): object => ({
  ...ai?.settings,
  ...(ai?.sealed
    ? (open(openingKeys(config), { organizationId, table: 'ai_secrets', rowId: organizationId }, ai.sealed) as object)
    : {}),
})

/** Rejects when the signal says so. */
export const aborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  )
