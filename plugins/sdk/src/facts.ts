import type { ChannelContext } from './channel.ts'
import type { Flags } from './events.ts'
import type { Identity, Part } from './parts.ts'
import type { Text } from './words.ts'

/** A message that was stored, as facts are told from it: rules are decided after the webhook was answered. */
export interface FactMessage {
  /** Ours, the same however often it is asked about. */
  id: string
  /** What the customer wrote, without quoted text and signatures. */
  text: string
  content: readonly Part[]
  flags: Flags
  /** `thread.subject` of the event. */
  subject?: string
  referral?: Readonly<Record<string, unknown>>
  /** Who wrote it: of a mail always, else only where it is asked (`ask`). */
  sender?: Identity & { name?: string }
  /** `account` of the event, of a mail: our own address it was written to. */
  account?: string
  /** ISO 8601 in UTC, by the provider's clock. */
  occurredAt: string
}

/** What a fact may say; `undefined` where it is not known, which a rule never takes for an answer. */
export type FactAnswer = string | number | boolean | readonly string[] | undefined

/** Something rules may ask about a message of this channel; the operators follow from the type. */
interface Described {
  /** Permanent, since rules name it: `plugin.<about>.<name>`. Lower-case words joined by `_`. */
  name: string
  /** `moment` is an ISO 8601 text in UTC, `choice` one of `choices`. */
  type: 'text' | 'number' | 'boolean' | 'list' | 'moment' | 'choice'
  /** Its name in a menu. */
  label: Text
  /** Its name inside a sentence, with article: "o assunto do e-mail". A boolean has `says` instead. */
  noun?: Text
  /** A boolean as the two statements it makes. */
  says?: { true: Text; false: Text }
  choices?: readonly { value: string; label: Text }[]
}

/** Read from the stored message itself: pure, quick, total. It is taken for every message of the channel. */
export interface ToldFact extends Described {
  from(message: FactMessage): FactAnswer
}

/**
 * Asked of somebody outside, only where a rule cannot be decided without it, and at most once a message. All that a plugin is asked
 * shares one deadline (`ctx.signal`, a few seconds); `plugin.<about>.status` tells rules how it ended.
 */
export interface AskedFact<S = unknown> extends Described {
  ask(message: FactMessage, ctx: ChannelContext<S>): Promise<FactAnswer>
}

/** The facts a channel adds to the rules. */
export interface ChannelFacts<S = unknown> {
  /** Permanent: the second word of each name, with `_` for `-`; the channel's own name will do. Channels that tell the same facts alike may share it, as those of WhatsApp do. */
  about: string
  /** The heading they stand under where a rule's author chooses a fact. */
  title: Text
  facts: readonly (ToldFact | AskedFact<S>)[]
}
