/** One piece of a message's content, as plugins write it (plugin contract 1). Text and media have their own places. */
export type Part =
  | { k: 'text'; text: string; visible?: [start: number, end: number]; html?: string }
  | { k: 'media'; caption?: string; inlineCid?: string }
  | { k: 'location'; lat: number; lng: number; name?: string; address?: string }
  | { k: 'contact'; vcard: unknown }
  | { k: 'choice'; id?: string; title: string }
  | FormPart
  | CalendarPart
  | TemplatePart
  | { k: 'unsupported'; note: string }

export interface FormPart {
  k: 'form'
  title?: string
  json: Record<string, unknown>
}
export interface CalendarPart {
  k: 'calendar'
  method?: string
  title: string
  /** ISO 8601 in UTC, or a date alone for whole days. */
  starts?: string
  ends?: string
  place?: string
  organizer?: string
}
export interface TemplatePart {
  k: 'template'
  ref: string
  variables?: Record<string, string>
}
export type RichPart = FormPart | CalendarPart | TemplatePart

/** Whether a part needs more than a line: an event, a form's answers, a template. */
export const isRich = (part: Part): part is RichPart => ['form', 'calendar', 'template'].includes(part.k)
