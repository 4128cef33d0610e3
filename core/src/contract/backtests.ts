import { type Static, Type } from 'typebox'
import { body, Id, Instant, nullable } from './common.ts'
import { RuleDocument } from './workflows.ts'

/**
 * What to replay: the last `days`, some conversations, or what the version on `trial` decided otherwise; by default the
 * draft, or the version on trial, against what is in force.
 */
export const StartBacktest = body({
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })),
  conversationIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true })),
  trial: Type.Optional(Type.Literal(true)),
  document: Type.Optional(RuleDocument),
  against: Type.Optional(
    Type.Integer({ minimum: 1, description: 'the published version to compare with; the one in force when absent' }),
  ),
})
export type StartBacktest = Static<typeof StartBacktest>

const Pair = Type.Object({ before: Type.Number(), after: Type.Number() })

/** Conversations whose outcome changes in the same way. */
export const BacktestGroup = Type.Object({
  key: Type.String(),
  lane: Type.Enum(['reply', 'background']),
  before: nullable(Type.String({ description: 'id of the rule, or ai-default, human-default' })),
  after: nullable(Type.String()),
  sentence: Type.String({ description: 'what changes, in the language asked for' }),
  count: Type.Integer({ description: 'conversations' }),
  decisions: Type.Integer({ description: 'messages and events in them' }),
  samples: Type.Array(
    Type.Object({
      conversationId: Id,
      messageId: nullable(Id),
      protocol: Type.String(),
      contact: nullable(Type.String()),
      text: Type.String(),
      at: Instant,
    }),
  ),
})
export type BacktestGroup = Static<typeof BacktestGroup>

/** What a backtest found. */
export const BacktestResult = Type.Object({
  messages: Type.Integer(),
  events: Type.Integer({ description: 'other things that were decided on, such as silences' }),
  conversations: Type.Integer(),
  changed: Type.Integer({ description: 'conversations in which something changes' }),
  groups: Type.Array(BacktestGroup),
  aiCalls: Pair,
  cost: Type.Optional(Pair),
  texts: Type.Object({ ...Pair.properties }, { description: 'automatic texts that go out as they are' }),
  templates: Type.Object(
    { ...Pair.properties },
    {
      description:
        'texts that go out as a template because the window is closed, by the rule or by the policy of the inbox as it stands now; what nothing allows is counted nowhere',
    },
  ),
  perRule: Type.Array(Type.Object({ id: Type.String(), before: Type.Integer(), after: Type.Integer() })),
  caveats: Type.Array(Type.String(), { description: 'what this cannot know, in the language asked for' }),
})
export type BacktestResult = Static<typeof BacktestResult>

export const Backtest = Type.Object({
  id: Id,
  state: Type.Enum(['running', 'done', 'cancelled', 'failed']),
  progress: Type.Object({ done: Type.Integer(), total: Type.Integer() }),
  started_at: Instant,
  reason: nullable(Type.String()),
  result: Type.Optional(BacktestResult),
})
export type Backtest = Static<typeof Backtest>

export const BacktestParams = body({ id: Id, backtestId: Id })
export type BacktestParams = Static<typeof BacktestParams>
