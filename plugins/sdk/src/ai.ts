import type { Static, TSchema } from 'typebox'
import type { TestResult } from './channel.ts'
import type { Log } from './log.ts'
import type { Locale, Text } from './words.ts'

/** One turn to answer; personal data in `messages` is already masked by core. */
export interface AiRequest {
  organization: { name: string; profile: string; locale: Locale; timezone: string }
  contact: { name?: string }
  conversation: { id: string; protocol: string; channel: string }
  messages: { role: 'customer' | 'agent' | 'ai' | 'rule'; text: string; at: string }[]
  /** What the rule that asked for the AI adds. */
  instructions?: string
  /** The longest reply the channel takes in one message. */
  maxChars: number
  /** A stable pseudonym of the contact, for the provider's abuse checks. */
  safetyId: string
}

/** One message to understand; personal data is already masked by core. */
export interface ClassifyRequest {
  organization: { name: string; locale: Locale }
  /** The end of the conversation: the customer's last message is the one to understand, the others say what it is about. */
  messages: AiRequest['messages']
  /** What the organization's rules tell apart: one of these, or `other`. Empty: a short word of the AI's own. */
  intents: readonly string[]
  /** A stable pseudonym of the contact, for the provider's abuse checks. */
  safetyId: string
}

/** What a message says, as rules may ask about it. */
export interface Classification {
  intent: string
  sentiment: 'positive' | 'neutral' | 'negative'
  language: 'pt' | 'es' | 'en' | 'other'
  askedForHuman: boolean
  usage?: Usage
}

/** What an answer cost, as the provider counts it. */
export interface Usage {
  model: string
  inputTokens: number
  outputTokens: number
  cachedTokens?: number
  reasoningTokens?: number
  requestId?: string
}

/** Why an AI leaves a conversation to people. */
export type HandoffReason = 'asked_human' | 'no_knowledge' | 'low_confidence' | 'policy' | 'guardrail' | (string & {})

/** What the AI decided; the action is its own field and is never read out of the text. */
export type AiOutcome =
  | { action: 'reply'; text: string; usage?: Usage }
  | { action: 'handoff'; reason: HandoffReason; customerText?: string; summary?: string; usage?: Usage }

/** All an AI may know and touch: its settings, keys of the installation, a guarded fetch and a clock. */
export interface AiContext<S = unknown> {
  settings: S
  /** The installation's own key and address, used where the settings give none. */
  env: { apiKey?: string; baseUrl?: string }
  fetch: typeof fetch
  log: Log
  /** The turn's deadline, and abort when a human takes over. */
  signal: AbortSignal
  now(): Date
}

/** What an author writes: `answer` throws RetryLater or Reconnect; core turns any failure into a handoff. */
export interface AiDefinition<T extends TSchema = TSchema, S = Static<T>> {
  name: string
  title: Text
  icon?: string
  settings: T
  answer(request: AiRequest, ctx: AiContext<S>): Promise<AiOutcome>
  /**
   * Understands one message for the rules, within a few seconds; whatever it throws, rules learn that the AI could not tell.
   * An AI without it supplies rules with no facts.
   */
  classify?(request: ClassifyRequest, ctx: AiContext<S>): Promise<Classification>
  test?(ctx: AiContext<S>): Promise<TestResult>
}

/** An AI as core holds it: the author's definition, stamped and frozen. */
export type Ai<T extends TSchema = TSchema, S = Static<T>> = Readonly<AiDefinition<T, S>> & {
  readonly contract: 1
  readonly kind: 'ai'
}

/** Any AI, when its settings' type is not known. */
// biome-ignore lint/suspicious/noExplicitAny: settings are checked against the plugin's own schema before they get here
export type AnyAi = Ai<TSchema, any>
