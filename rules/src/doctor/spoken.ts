import type { Rule } from '../document.ts'

/** What a rule's action says to the customer in free text, or tells the AI to say; empty when it says nothing of its own. */
export function spokenText({ event: { type, params = {} } }: Rule): string {
  const key = type === 'ask-ai' ? 'instructions' : type === 'auto-reply' || type === 'escalate' ? 'text' : undefined
  const said = key === undefined ? undefined : params[key]
  return typeof said === 'string' ? said : ''
}

/** Whether a rule's action gets the customer to a person. */
export const reachesPerson = ({ event }: Rule): boolean => event.type === 'escalate' || event.type === 'route'
