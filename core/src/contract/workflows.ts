import { type Static, Type } from 'typebox'
import { body, Id, Instant, nullable } from './common.ts'

/** A rule document as its author wrote it; `@faladesk/rules` owns its schema and says what is wrong with it. */
export const RuleDocument = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })

/** A set of rules without its document, as lists show it. */
export const Workflow = Type.Object({
  id: Id,
  name: Type.String(),
  draft_revision: Type.Integer(),
  draft_saved_at: Instant,
  draft_saved_by: nullable(Id),
  published_version: nullable(Type.Integer()),
  position: Type.Integer(),
  created_at: Instant,
})
export type Workflow = Static<typeof Workflow>

/** A version on trial: how often it was asked beside the one in force, and how often it decided otherwise. */
export const Candidate = Type.Object({
  version: Type.Integer(),
  mode: Type.Enum(['shadow', 'canary']),
  percent: nullable(Type.Integer()),
  inboxes: Type.Array(Id),
  since: Instant,
  compared: Type.Integer(),
  different: Type.Integer(),
})
export type Candidate = Static<typeof Candidate>

/**
 * A set of rules with its draft; `changed` tells whether the draft differs from what is published, `stopped` names the
 * rules that were switched off without a new version.
 */
export const WorkflowDetail = Type.Object({
  ...Workflow.properties,
  draft: RuleDocument,
  published: nullable(RuleDocument),
  changed: Type.Boolean(),
  candidate: nullable(Candidate),
  stopped: Type.Array(Type.String()),
})
export type WorkflowDetail = Static<typeof WorkflowDetail>

export const NewWorkflow = body({ document: RuleDocument })
export type NewWorkflow = Static<typeof NewWorkflow>

/** `revision` is the one the edit started from: a save made on an older draft is refused. */
export const SaveDraft = body({ document: RuleDocument, revision: Type.Integer({ minimum: 1 }) })
export type SaveDraft = Static<typeof SaveDraft>

/** What was published; never changed afterwards. */
export const WorkflowVersion = Type.Object({
  version: Type.Integer(),
  note: Type.String(),
  published_by: nullable(Id),
  published_by_name: nullable(Type.String()),
  published_at: Instant,
  rolled_back_from: nullable(Type.Integer()),
  current: Type.Boolean(),
  trial: nullable(
    Type.Enum(['shadow', 'canary'], { description: 'how it began, when it did not come into force at once' }),
  ),
  override: nullable(Type.String({ description: 'why failing tests were accepted' })),
})
export type WorkflowVersion = Static<typeof WorkflowVersion>

export const WorkflowVersionDetail = Type.Object({ ...WorkflowVersion.properties, document: RuleDocument })
export type WorkflowVersionDetail = Static<typeof WorkflowVersionDetail>

export const VersionParams = body({ id: Id, version: Type.Integer({ minimum: 1 }) })
export type VersionParams = Static<typeof VersionParams>

const Note = Type.Optional(Type.String({ maxLength: 500 }))

/**
 * `revision`, when given, publishes only that draft: nobody publishes what a colleague has changed meanwhile. `override`
 * says why failing tests are accepted. `as` puts the version on trial beside the one in force.
 */
export const Publish = body({
  note: Note,
  revision: Type.Optional(Type.Integer({ minimum: 1 })),
  override: Type.Optional(Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })),
  as: Type.Optional(
    body({
      mode: Type.Enum(['shadow', 'canary']),
      percent: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      inboxes: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true })),
    }),
  ),
})
export type Publish = Static<typeof Publish>

export const Rollback = body({ version: Type.Integer({ minimum: 1 }), note: Note })
export type Rollback = Static<typeof Rollback>

/** Puts the version on trial in force, or ends the trial. */
export const DecideCandidate = body({ action: Type.Enum(['promote', 'drop']), note: Note })
export type DecideCandidate = Static<typeof DecideCandidate>

export const RuleParams = body({ id: Id, ruleId: Type.String({ minLength: 1, maxLength: 200 }) })
export type RuleParams = Static<typeof RuleParams>

/** Why a rule is stopped or started again. */
export const StopRule = body({ reason: Note })
export type StopRule = Static<typeof StopRule>

/** What to try the rules on: sets of facts, or a message (of a conversation, whose facts are then the real ones). */
export const Simulate = body({
  facts: Type.Optional(Type.Array(Type.Record(Type.String(), Type.Unknown()), { minItems: 1, maxItems: 100 })),
  message: Type.Optional(
    body({
      text: Type.String({ maxLength: 10_000 }),
      conversationId: Type.Optional(Id),
      contactName: Type.Optional(Type.String({ maxLength: 120 })),
      channel: Type.Optional(Type.String({ maxLength: 80 })),
      at: Type.Optional(Instant),
    }),
  ),
  version: Type.Optional(Type.Integer({ minimum: 1, description: 'a published version; the draft when absent' })),
  document: Type.Optional(RuleDocument),
})
export type Simulate = Static<typeof Simulate>

/** What the rules would decide, and why; nothing is sent or stored. */
export const Simulation = Type.Object({
  results: Type.Array(Type.Object({ facts: Type.Unknown(), outcome: Type.String(), decision: Type.Unknown() })),
})
export type Simulation = Static<typeof Simulation>
