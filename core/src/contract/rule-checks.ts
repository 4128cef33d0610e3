import { type Static, Type } from 'typebox'
import { body, Id, Instant, nullable } from './common.ts'
import { RuleDocument } from './workflows.ts'

/** The document to look at; the draft when absent. */
export const CheckRules = body({ document: Type.Optional(RuleDocument) })
export type CheckRules = Static<typeof CheckRules>

/** What the Rule Doctor found; `@faladesk/rules` says what a finding is. */
export const LintReport = Type.Object({ findings: Type.Array(Type.Unknown()) })
export type LintReport = Static<typeof LintReport>

/** How the document's own tests turned out, and which rules and comparisons they reach. */
export const RuleTestReport = Type.Object({
  passed: Type.Integer(),
  failed: Type.Integer(),
  results: Type.Array(Type.Unknown()),
  coverage: Type.Unknown(),
})
export type RuleTestReport = Static<typeof RuleTestReport>

const side = () =>
  Type.String({ pattern: '^([1-9][0-9]{0,8}|draft|published)$', description: 'a version, `draft`, or `published`' })
export const DifferenceQuery = body({ from: side(), to: side() })
export type DifferenceQuery = Static<typeof DifferenceQuery>

/** What differs between two versions, as sentences. */
export const Differences = Type.Object({
  differences: Type.Array(
    Type.Object({
      kind: Type.String(),
      ruleId: nullable(Type.String()),
      sentence: Type.String(),
      before: Type.Optional(Type.String()),
      after: Type.Optional(Type.String()),
    }),
  ),
})
export type Differences = Static<typeof Differences>

const days = () => Type.Integer({ minimum: 1, maximum: 90, default: 30 })
export const TrafficQuery = body({ days: days() })
export type TrafficQuery = Static<typeof TrafficQuery>

/** How often each rule acted lately, of at most the latest 50,000 decisions. */
export const Traffic = Type.Object({
  since: Instant,
  messages: Type.Integer(),
  rules: Type.Array(Type.Object({ id: Type.String(), matched: Type.Integer(), lastAt: Instant })),
})
export type Traffic = Static<typeof Traffic>

export const CountWords = body({
  words: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 100 }),
  days: days(),
})
export type CountWords = Static<typeof CountWords>

/** In how many of the latest messages (at most 50,000) each word or phrase stands, accents and capitals apart. */
export const WordHits = Type.Object({
  messages: Type.Integer(),
  hits: Type.Array(Type.Object({ word: Type.String(), count: Type.Integer() })),
})
export type WordHits = Static<typeof WordHits>

export const DecisionParams = body({ id: Id, decisionId: Id })
export type DecisionParams = Static<typeof DecisionParams>

/** Everything each rule said of a decision, computed again where the decision keeps only what mattered. */
export const DecisionExplanation = Type.Object({ explanation: Type.Array(Type.Unknown()), recomputed: Type.Boolean() })
export type DecisionExplanation = Static<typeof DecisionExplanation>
