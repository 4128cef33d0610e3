import { fold } from '@faladesk/rules'
import type { Message } from './messages.ts'

/**
 * A message for engines without words and accents: nested by the dots of the facts' names, its text folded and padded, so
 * that a keyword is the search for ` keyword `. They get this work for nothing.
 */
export function folded({ facts, ai }: Message): Record<string, Record<string, unknown>> {
  const nested: Record<string, Record<string, unknown>> = {}
  for (const [name, value] of Object.entries({ ...facts, ...ai })) {
    const [group = '', key = ''] = name.split('.')
    nested[group] ??= {}
    nested[group][key] = name === 'message.text' ? fold(String(value)).padded : value
  }
  return nested
}
