import type { ChannelContext } from './channel.ts'
import type { Identity } from './parts.ts'

/** What a channel with open connections adds: who may connect, from where, and the script a page loads. */
export interface Live<S> {
  /** The identity a socket token stands for, or null when it is forged or expired. */
  authenticate(token: string, ctx: ChannelContext<S>): Identity | null
  /** What the site itself vouches for of the person behind a token; null for a visitor it did not name. */
  person?(token: string, ctx: ChannelContext<S>): LivePerson | null
  allowsOrigin(origin: string, ctx: ChannelContext<S>): boolean
  /** The whole browser script as JavaScript text, served as `/widget.js`; the same text on every call. */
  script(): string
  /** Hooks that anybody may call: the host limits how often one address does. */
  doors?: readonly string[]
  /** How unread answers follow a visitor who left: by which e-mail inbox (an id, or `first`), after how many minutes. */
  continueBy?(ctx: ChannelContext<S>): { inbox: string; minutes: number } | null
}

/** A person as the site that signed the token knows them. */
export interface LivePerson {
  /** The surest first; the first is the one `authenticate` answers. */
  identities: Identity[]
  name?: string
  attributes?: Record<string, string | number | boolean>
  /** Who they were in this browser until they were named: what they said then becomes theirs. */
  before?: { identity: Identity; until: string }
}
