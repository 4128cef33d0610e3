import { type Static, Type } from 'typebox'
import { body, Id, Instant, pageOf, Words } from './common.ts'
import { ReplyPolicy } from './replies.ts'

const Settings = Type.Record(Type.String(), Type.Unknown())

export const InboxHealth = Type.Object({
  status: Type.Enum(['ok', 'degraded', 'error']),
  reason: Type.Optional(Type.String()),
  remedy: Type.Optional(Type.String()),
  source: Type.Optional(Type.Enum(['send', 'stream', 'setup', 'test', 'media', 'account'])),
  field: Type.Optional(Type.String({ description: 'the setting to correct, such as settings.imap.password' })),
  at: Type.Optional(Type.String()),
})
export type InboxHealth = Static<typeof InboxHealth>

/** What a provider said of the account, its quality or its templates, in the provider's words. */
export const InboxNews = Type.Object({ topic: Type.String(), at: Instant, text: Type.String() })
export type InboxNews = Static<typeof InboxNews>

/** One configured channel; secrets are never part of `settings`, `secrets` names those that are saved. */
export const Inbox = Type.Object({
  id: Id,
  channel: Type.String(),
  name: Type.String(),
  key: Type.String(),
  settings: Settings,
  secrets: Type.Array(Type.String()),
  webhooks: Type.Record(Type.String(), Type.String()),
  health: InboxHealth,
  enabled: Type.Boolean(),
  simulated: Type.Boolean(),
  reply_policy: ReplyPolicy,
  news: Type.Optional(
    Type.Array(InboxNews, { description: 'the last twenty, the latest first; only where one inbox is read' }),
  ),
  created_at: Type.String(),
})
export type Inbox = Static<typeof Inbox>

const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })

export const NewInbox = body({ channel: Type.String({ minLength: 1, maxLength: 80 }), name: Name, settings: Settings })
export type NewInbox = Static<typeof NewInbox>

/** A setting that is absent stays, a null one is removed; a secret that is absent is kept. */
export const ChangeInbox = body(
  {
    name: Type.Optional(Name),
    settings: Type.Optional(Settings),
    enabled: Type.Optional(Type.Boolean()),
    reply_policy: Type.Optional(ReplyPolicy),
  },
  { minProperties: 1 },
)
export type ChangeInbox = Static<typeof ChangeInbox>

export const SetUp = body({ replace: Type.Optional(Type.Boolean()) })
export type SetUp = Static<typeof SetUp>

/** Whether the provider accepted the settings; `field` names the one that is wrong. */
export const TestOutcome = Type.Object({
  ok: Type.Boolean(),
  tested: Type.Boolean({ description: 'false where the plugin has no test' }),
  field: Type.Optional(Type.String()),
  message: Type.Optional(Type.String()),
})
export type TestOutcome = Static<typeof TestOutcome>

/** A kind of channel that is installed, with the schema its settings form is made from. */
export const Channel = Type.Object({
  name: Type.String(),
  title: Words,
  summary: Type.Optional(Words),
  icon: Type.Optional(Type.String()),
  settings: Type.Unknown(),
  presets: Type.Array(
    Type.Object({
      title: Type.String(),
      domains: Type.Array(Type.String()),
      settings: Settings,
      note: Type.Optional(Words),
    }),
    { description: 'well-known providers the settings form offers to fill in' },
  ),
  abilities: Type.Array(Type.Enum(['test', 'setup', 'templates', 'stream']), {
    description: 'what this channel can do by itself beyond receiving and sending',
  }),
  capabilities: Type.Unknown(),
  hooks: Type.Array(Type.Object({ name: Type.String(), methods: Type.Array(Type.String()) })),
  live: Type.Boolean(),
  simulated: Type.Boolean({ description: 'whether the simulated phone can use it' }),
})
export type Channel = Static<typeof Channel>

/** A package that was found and could not be used. */
export const BrokenPlugin = Type.Object({ package: Type.String(), reason: Type.String() })
export type BrokenPlugin = Static<typeof BrokenPlugin>

/** The channels one can connect; admins also see which plugins were left out, and why. */
export const ChannelPage = Type.Object({
  ...pageOf(Channel).properties,
  broken: Type.Optional(Type.Array(BrokenPlugin)),
})
export type ChannelPage = Static<typeof ChannelPage>

export const NewSimulatedInbox = body({
  channel: Type.String({ minLength: 1, maxLength: 80 }),
  name: Type.Optional(Name),
})
export type NewSimulatedInbox = Static<typeof NewSimulatedInbox>
