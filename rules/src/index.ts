/** Faladesk's rules: documents in, decisions and explanations out. No network, no clock; the same in Node and in a browser. */
export { ACTIONS, type Action } from './actions.ts'
export { type Additions, CATALOGUE, type Catalogue, extendCatalogue, isPluginFact, operatorsOf } from './catalogue.ts'
export type { Coverage } from './coverage.ts'
export { DECORATOR_NAMES, operatorParts } from './decorators.ts'
export { type Difference, type DifferenceOptions, differences } from './differences.ts'
export {
  createDoctor,
  type Doctor,
  type DoctorFinding,
  type DoctorOptions,
  diagnose,
  type FindingKind,
  type References,
} from './doctor/index.ts'
export {
  type AllOf,
  type AnyOf,
  type Comparison,
  type Condition,
  type EventName,
  type Extra,
  type FactReference,
  type Group,
  LANES,
  type Lane,
  type NotOf,
  type Operand,
  type Reference,
  type Rule,
  type RuleDocument,
  type RuleEvent,
  type RuleTest,
  type RuleTrigger,
} from './document.ts'
export { applyEdits, type Edit, moveEdits, pointerTo, stepsOf, valueAt } from './edit.ts'
export { type DecideOptions, type Decision, decide, type Match, type RuleExplanation } from './evaluate.ts'
export { durationIn, EVENTS, MINUTES, type TriggerEvent, triggerSentence, USUAL_EVENT } from './events.ts'
export type { ExplainedGroup, ExplainedLeaf, ExplainedNode } from './explain.ts'
export type { Fact, FactType, FactValue } from './fact.ts'
export { FACTS } from './facts.ts'
export { type Folded, fold } from './fold.ts'
export type { Lazy } from './lazy.ts'
export { LIMITS } from './limits.ts'
export type { OperandKind, Operator } from './operator.ts'
export { OPERATORS } from './operators.ts'
export { resolvePath } from './path.ts'
export { type Prepared, prepareDocument } from './prepare-document.ts'
export { type PreviewOptions, previewAction } from './preview-action.ts'
export { printDocument } from './print-document.ts'
export { printJson } from './print-json.ts'
export type { Problem } from './problem.ts'
export { factsRead } from './reads.ts'
export { reasonIn } from './reason.ts'
export { type Outcome, runTests, type TestReport, type TestResult } from './run-tests.ts'
export { sameJson } from './same-json.ts'
export { isPlainData } from './scan.ts'
export { documentSchema } from './schema.ts'
export { conditionSentence, ruleSentence } from './sentence.ts'
export type { Sentence, SentenceOptions, SentencePart } from './sentence-part.ts'
export { type ShadowOptions, shadowCheck } from './shadow-check.ts'
export { type Filled, type FillOptions, fill, placeholders } from './template.ts'
export { LOCALES, type Locale, type Text, text } from './text.ts'
export { type ValidateOptions, type Validation, validateDocument } from './validate.ts'
