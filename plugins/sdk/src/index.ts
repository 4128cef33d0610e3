export { type Static, type TSchema, Type } from 'typebox'
export type * from './ai.ts'
export type * from './capabilities.ts'
export type * from './channel.ts'
export { contract, defineAi, defineChannel, definitionProblems } from './define.ts'
export * from './errors.ts'
export type * from './facts.ts'
export { type FetchTrouble, fetchTrouble } from './fetch-trouble.ts'
export { foreignWebhook } from './foreign-webhook.ts'
export { type InboxOptions, inbox } from './inbox-field.ts'
export type * from './live.ts'
export { type Log, silent } from './log.ts'
export type * from './messages.ts'
export { phoneCandidates } from './phone-candidates.ts'
export { plainText } from './plain.ts'
export type * from './preset.ts'
export type * from './requests.ts'
export { type Deliver, sendInOrder } from './send-in-order.ts'
export {
  choice,
  type FieldText,
  fieldsOf,
  group,
  layered,
  list,
  namesIn,
  number,
  optional,
  secret,
  secretFields,
  settings,
  split,
  text,
  toggle,
  withDefaults,
  withoutSecrets,
} from './settings.ts'
export { hmac, openToken, sameBytes, signToken } from './signature.ts'
export type * from './simulate.ts'
export { shorten, splitText } from './split.ts'
export { cleanText, cut } from './text.ts'
export { type Problem, validate } from './validate.ts'
export { type Locale, locales, say, type Text } from './words.ts'
