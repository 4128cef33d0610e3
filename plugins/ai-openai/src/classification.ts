import { type Classification, RetryLater } from '@faladesk/plugin-sdk'
import type OpenAI from 'openai'
import { textOf } from './outcome.ts'

/** The only shape the model may label a message in; where the organization's rules name intents, it chooses one of them. */
export const formatFor = (intents: readonly string[]) => ({
  type: 'json_schema' as const,
  name: 'labels',
  strict: true,
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['intent', 'sentiment', 'language', 'asked_for_human'],
    properties: {
      intent: intents.length > 0 ? { type: 'string', enum: [...new Set([...intents, 'other'])] } : { type: 'string' },
      sentiment: { type: 'string', enum: sentiments },
      language: { type: 'string', enum: languages },
      asked_for_human: { type: 'boolean' },
    },
  },
})

const sentiments = ['positive', 'neutral', 'negative']
const languages = ['pt', 'es', 'en', 'other']

/** Reads the labels of a finished response; throws where they are not whole and sensible. */
export const classificationOf = (response: OpenAI.Responses.Response): Classification => {
  const said = response?.status === 'completed' ? parsed(textOf(response)) : null
  if (!said) throw new RetryLater(1_000, 'OpenAI labelled the message in no way that makes sense', 'invalid_output')
  return {
    intent: said.intent.trim(),
    sentiment: said.sentiment as Classification['sentiment'],
    language: said.language as Classification['language'],
    askedForHuman: said.asked_for_human,
  }
}

interface Labels {
  intent: string
  sentiment: string
  language: string
  asked_for_human: boolean
}

const parsed = (text: string): Labels | null => {
  try {
    const said = JSON.parse(text) as Partial<Labels> | null
    const whole =
      typeof said?.intent === 'string' &&
      said.intent.trim() !== '' &&
      sentiments.includes(String(said.sentiment)) &&
      languages.includes(String(said.language)) &&
      typeof said.asked_for_human === 'boolean'
    return whole ? (said as Labels) : null
  } catch {
    return null
  }
}
