import { createHash } from 'node:crypto'
import type { AiContext, AiOutcome, AiRequest } from '@faladesk/plugin-sdk'
import { connect, modelOf } from './client.ts'
import { inputOf } from './input.ts'
import { instructionsFor } from './instructions.ts'
import { outcomeOf, turnFormat } from './outcome.ts'
import type { OpenAiSettings } from './settings.ts'
import { troubleOf } from './trouble.ts'

// A customer waits; past this a person answers.
const deadlineMs = 20_000

/** Asks the model for one turn and reads it; throws RetryLater, Reconnect or Rejected, which core turns into a handoff. */
export const answer = async (request: AiRequest, ctx: AiContext<OpenAiSettings>): Promise<AiOutcome> => {
  const client = connect(ctx)
  const instructions = instructionsFor(request, ctx.now())
  try {
    const response = await client.responses.create(
      {
        model: modelOf(ctx.settings),
        instructions,
        input: inputOf(request),
        text: { format: turnFormat },
        // Room for the reply, its JSON and some thought; three characters a token is on the safe side for Portuguese.
        max_output_tokens: Math.ceil(request.maxChars / 3) + 1_500,
        // The API keeps conversations for a month unless told not to.
        store: false,
        safety_identifier: request.safetyId,
        prompt_cache_key: cacheKeyOf(request),
      },
      { signal: AbortSignal.any([ctx.signal, AbortSignal.timeout(deadlineMs)]) },
    )
    const outcome = outcomeOf(response, request.maxChars)
    ctx.log.debug({ action: outcome.action, usage: outcome.usage }, 'the model answered')
    return outcome
  } catch (error) {
    const trouble = troubleOf(error, ctx.now())
    ctx.log.warn({ code: trouble.code }, trouble.message)
    throw trouble
  }
}

// The same organization and profile share a prompt prefix; the key says so without naming them.
const cacheKeyOf = ({ organization }: AiRequest): string =>
  createHash('sha256').update(`${organization.name}\n${organization.profile}`).digest('hex').slice(0, 32)
