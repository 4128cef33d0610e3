import { CATALOGUE, durationIn, EVENTS, type Locale, type RuleTrigger, type SentenceOptions } from '@faladesk/rules'
import { ourCatalogue } from '../../lib/catalogue.ts'
import type { FlowAction } from './flow-actions.ts'

/** An event's name: “Cliente sem responder”, and how long where that matters. */
export function eventWords({ event, minutes }: RuleTrigger, locale: Locale): { title: string; time: string | null } {
  const known = EVENTS.find(({ name }) => name === event)
  return { title: known?.label[locale] ?? event, time: known?.timed && minutes ? durationIn(minutes, locale) : null }
}

/** What an action card says: whom or what it is about above, what is done below; or what is done alone. */
export function actionWords({ type, about }: FlowAction, say: SentenceOptions): { does: string; about: string | null } {
  const { locale = 'pt-BR', names } = say
  const does = CATALOGUE.actions.get(type)?.label[locale] ?? type
  if (about === null) return { does, about: null }
  if (about.kind !== 'words') return { does, about: names?.(about.kind, about.value) ?? about.value }
  const fact = type === 'priority' ? 'conversation.priority' : type === 'status' ? 'conversation.state' : ''
  const label = ourCatalogue()
    .facts.get(fact)
    ?.values?.find(({ value }) => value === about.value)?.label[locale]
  return { does, about: label ?? about.value }
}
