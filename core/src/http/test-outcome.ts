import type { Locale } from '@faladesk/plugin-sdk'
import type { TestOutcome } from '../contract/index.ts'
import type { Answer } from '../plugins/ask.ts'

/** What a plugin found, as the caller reads it. */
export const inWords = ({ text, ...outcome }: Answer, language: Locale): TestOutcome =>
  text ? { ...outcome, message: text[language] } : outcome
