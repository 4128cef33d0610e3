import { fill } from '@faladesk/rules'
import { openingWords } from '../decide/opening-words.ts'
import type { Scene } from './scene.ts'

/** Fills a template with the facts of the decision, in the organization's language and zone; the next opening in words. */
export function fillText(scene: Scene, template: string): { text: string; missing: readonly string[] } {
  const { locale, timezone } = scene.context.organization
  const { catalogue } = scene.host
  const opening = scene.facts['calendar.next_open']
  const facts =
    typeof opening === 'string'
      ? { ...scene.facts, 'calendar.next_open': openingWords(new Date(opening), scene.context.now, timezone, locale) }
      : scene.facts
  return fill(template, facts, { locale, timeZone: timezone, catalogue })
}

/** The receipt's note about placeholders that had nothing to say. */
export const missingNote = (missing: readonly string[]) => (missing.length > 0 ? { missing: [...missing] } : {})
