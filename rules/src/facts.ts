import type { Fact } from './fact.ts'
import { AGENTS, CALENDAR, CONVERSATION } from './facts-conversation.ts'
import { CONTACT, MESSAGE } from './facts-customer.ts'

/** Every fact a document may use without plugins. */
export const FACTS: readonly Fact[] = [...MESSAGE, ...CONTACT, ...CONVERSATION, ...CALENDAR, ...AGENTS]
