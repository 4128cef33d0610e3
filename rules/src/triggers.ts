import type { EventName, RuleTrigger } from './document.ts'
import type { Facts } from './snapshot.ts'

/** What a rule waits for when it does not say. */
export const ON_MESSAGE: RuleTrigger = { event: 'message-received' }

/** What happens now, as the facts tell it; a received message when they say nothing. */
export function triggersIn(facts: Facts): readonly RuleTrigger[] {
  const { 'event.type': event, 'event.minutes': minutes } = facts
  if (typeof event !== 'string') return [ON_MESSAGE]
  return [{ event: event as EventName, ...(typeof minutes === 'number' ? { minutes } : {}) }]
}

/** Whether what happens is what a rule waits for; where no minutes are told, any will do. */
export const happens = (waited: RuleTrigger, now: readonly RuleTrigger[]): boolean =>
  now.some(
    ({ event, minutes }) =>
      event === waited.event && (minutes === undefined || waited.minutes === undefined || minutes === waited.minutes),
  )
