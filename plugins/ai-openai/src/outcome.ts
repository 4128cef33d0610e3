import type { AiOutcome, Usage } from '@faladesk/plugin-sdk'
import type OpenAI from 'openai'

/** The only shape the model may answer in: what to do never mixes with what to say. */
export const turnFormat = {
  type: 'json_schema' as const,
  name: 'turn',
  strict: true,
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['action', 'text', 'reason', 'summary'],
    properties: {
      action: { type: 'string', enum: ['reply', 'handoff'] },
      text: { type: 'string' },
      reason: { type: 'string', enum: ['none', 'asked_human', 'no_knowledge', 'low_confidence', 'policy'] },
      summary: { type: 'string' },
    },
  },
}

/** Reads a finished response; whatever is not a whole, sensible turn becomes a handoff and never a reply. */
export const outcomeOf = (response: OpenAI.Responses.Response, maxChars: number): AiOutcome => {
  const usage = usageOf(response)
  const told = usage ? { usage } : {}
  const content = messageOf(response)
  if (content.some(({ type }) => type === 'refusal') || response.incomplete_details?.reason === 'content_filter')
    return { action: 'handoff', reason: 'policy', ...told }
  const turn = response.status === 'completed' ? turnOf(textOf(response)) : null
  if (!turn) return { action: 'handoff', reason: 'invalid_output', ...told }
  const text = turn.text.trim()
  const summary = turn.summary.trim()
  if (turn.action === 'handoff') {
    const reason = turn.reason === 'none' ? 'low_confidence' : turn.reason
    return { action: 'handoff', reason, ...(text && { customerText: text }), ...(summary && { summary }), ...told }
  }
  const fitting = shorten(text, maxChars)
  if (!fitting) return { action: 'handoff', reason: 'invalid_output', ...(summary && { summary }), ...told }
  return { action: 'reply', text: fitting, ...told }
}

interface Turn {
  action: 'reply' | 'handoff'
  text: string
  reason: string
  summary: string
}

type Content = { type: string; text?: string }

const messageOf = (response: OpenAI.Responses.Response): Content[] =>
  (Array.isArray(response?.output) ? response.output : []).flatMap((item) =>
    item?.type === 'message' && Array.isArray(item.content) ? (item.content as Content[]) : [],
  )

/** All the text of a response's message. */
export const textOf = (response: OpenAI.Responses.Response): string =>
  messageOf(response)
    .map((part) => (part.type === 'output_text' ? (part.text ?? '') : ''))
    .join('')

const turnOf = (text: string): Turn | null => {
  try {
    const turn = JSON.parse(text) as Partial<Turn> | null
    const whole = turn && (turn.action === 'reply' || turn.action === 'handoff')
    const texts = [turn?.text, turn?.reason, turn?.summary].every((value) => typeof value === 'string')
    return whole && texts ? (turn as Turn) : null
  } catch {
    return null
  }
}

// A reply beyond the channel's limit ends at its last whole sentence; one without such an end is not sent at all.
const shorten = (text: string, maxChars: number): string => {
  if (text.length <= maxChars) return text
  const head = text.slice(0, maxChars)
  const end = Math.max(...['. ', '! ', '? ', '.\n', '!\n', '?\n'].map((mark) => head.lastIndexOf(mark)))
  return end > maxChars / 2 ? head.slice(0, end + 1) : ''
}

/** What a response cost. */
export const usageOf = (response: OpenAI.Responses.Response): Usage | undefined => {
  const { usage } = response ?? {}
  if (!usage) return undefined
  const requestId = (response as { _request_id?: string | null })._request_id
  return {
    model: response.model,
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cachedTokens: usage.input_tokens_details?.cached_tokens ?? 0,
    reasoningTokens: usage.output_tokens_details?.reasoning_tokens ?? 0,
    ...(requestId && { requestId }),
  }
}
