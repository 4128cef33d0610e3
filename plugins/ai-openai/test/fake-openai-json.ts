import { randomBytes } from 'node:crypto'

/** The part of a Responses request that tests look at. */
export interface ResponsesRequest {
  model: string
  instructions?: string
  input: string | { role: string; content: string }[]
  store?: boolean
  stream?: boolean
  safety_identifier?: string
  prompt_cache_key?: string
  max_output_tokens?: number
  text?: { format?: { type: string; name?: string; strict?: boolean; schema?: Record<string, unknown> } }
}

/** Says why the real API would refuse this request; undefined when it would not. */
export const refusalOf = (body: ResponsesRequest): string | undefined => {
  if (typeof body?.model !== 'string' || body.model === '') return "Missing required parameter: 'model'."
  if (body.input === undefined) return "Missing required parameter: 'input'."
  if (body.stream) return 'This fake does not stream.'
  if (body.max_output_tokens !== undefined && body.max_output_tokens < 16)
    return "Invalid 'max_output_tokens': minimum is 16."
  const format = body.text?.format
  if (format?.type !== 'json_schema' || !format.strict) return undefined
  const {
    properties = {},
    required = [],
    additionalProperties,
  } = (format.schema ?? {}) as {
    properties?: object
    required?: string[]
    additionalProperties?: unknown
  }
  if (additionalProperties !== false)
    return "Invalid schema: 'additionalProperties' is required to be supplied and to be false."
  const missing = Object.keys(properties).filter((name) => !required.includes(name))
  return missing.length > 0
    ? `Invalid schema: 'required' must include every key in properties. Missing '${missing[0]}'.`
    : undefined
}

/** A response object as the Responses API writes it, around one message. */
export const responseJson = (
  body: ResponsesRequest,
  said: { text?: string; refusal?: string; incomplete?: string },
): object => {
  const id = () => randomBytes(24).toString('hex')
  const text = said.text ?? ''
  const content =
    said.refusal === undefined
      ? { type: 'output_text', text, annotations: [], logprobs: [] }
      : { type: 'refusal', refusal: said.refusal }
  const status = said.incomplete ? 'incomplete' : 'completed'
  const input = Math.ceil(JSON.stringify([body.instructions, body.input]).length / 4)
  const output = Math.ceil((said.refusal ?? text).length / 4) + 1
  return {
    id: `resp_${id()}`,
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status,
    background: false,
    error: null,
    incomplete_details: said.incomplete ? { reason: said.incomplete } : null,
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    model: body.model,
    output: [{ id: `msg_${id()}`, type: 'message', status, role: 'assistant', content: [content] }],
    parallel_tool_calls: true,
    previous_response_id: null,
    prompt_cache_key: body.prompt_cache_key ?? null,
    reasoning: { effort: null, summary: null },
    safety_identifier: body.safety_identifier ?? null,
    service_tier: 'default',
    store: body.store ?? true,
    temperature: 1,
    text: body.text ?? { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + output,
    },
    user: null,
    metadata: {},
  }
}
