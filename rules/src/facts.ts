import type { Fact } from './fact.ts'
import { AI } from './facts-ai.ts'
import { CONVERSATION } from './facts-conversation.ts'
import { CONTACT, MESSAGE } from './facts-customer.ts'
import { EVENT } from './facts-event.ts'
import { AGENTS, CALENDAR, SLA, WINDOW } from './facts-service.ts'

/** Every fact a document may use without plugins. */
export const FACTS: readonly Fact[] = [
  ...MESSAGE,
  ...CONTACT,
  ...CONVERSATION,
  ...CALENDAR,
  ...AGENTS,
  ...WINDOW,
  ...SLA,
  ...AI,
  ...EVENT,
]
