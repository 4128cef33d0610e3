import type { ErrorClass, Text } from '@faladesk/plugin-sdk'
import { words } from './words.ts'

/** What an error is, and what to do about it. */
export interface Problem {
  class: ErrorClass
  text: Text
  /** How long to wait where the provider does not say. */
  retryAfterMs?: number
  /** Only this person has to wait. */
  scope?: 'recipient'
}

const of = (
  kind: ErrorClass,
  text: Text,
  codes: number[],
  retryAfterMs?: number,
  scope?: 'recipient',
): [string, Problem][] =>
  codes.map((code) => [
    String(code),
    { class: kind, text, ...(retryAfterMs && { retryAfterMs }), ...(scope && { scope }) },
  ])

const minute = 60_000

/** Meta's error codes (developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes) by what to do about them. */
export const problems: ReadonlyMap<string, Problem> = new Map([
  ...of('window_closed', words.window, [131047, 470]),
  ...of('throttled', words.slow, [429, 130429, 80008], 2_000),
  // One message in six seconds to the same person.
  ...of('throttled', words.slow, [131056], 6_000, 'recipient'),
  ...of('throttled', words.slow, [4, 17, 32, 613, 80007], minute),
  ...of('throttled', words.spam, [131048], 15 * minute),
  ...of('throttled', words.slow, [133016, 131064], 60 * minute),
  ...of('transient', words.away, [2, 131016, 131057, 133004], 10_000),
  ...of('ambiguous', words.uncertain, [1, 131000]),
  ...of('recipient', words.unreachable, [131026, 131062, 1013]),
  ...of('recipient', words.tester, [131030]),
  ...of('recipient', words.self, [131021]),
  ...of('policy', words.stopped, [131050]),
  ...of('policy', words.marketing, [131049, 130472]),
  ...of('policy', words.policy, [130497, 131063, 132007]),
  ...of('auth', words.credentials, [0, 190]),
  ...of('auth', words.permission, [3, 10, 131005, ...Array.from({ length: 100 }, (_, n) => 200 + n)]),
  ...of('config', words.number, [33, 131045, 131037, 131055, 133010, 133000, 2388103]),
  ...of('config', words.payment, [131042]),
  ...of('config', words.locked, [368, 131031]),
  ...of('content', words.template, [132000, 132001, 132005, 132012, 132018, 132068, 132069]),
  ...of('content', words.paused, [132015, 132016]),
  ...of('content', words.media, [131051, 131052]),
  ...of('transient', words.upload, [131053], 10_000),
  ...of('content', words.invalid, [100, 131008, 131009, 135000]),
])
