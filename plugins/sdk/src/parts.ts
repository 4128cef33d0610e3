/** One address of a contact, exactly as the provider wrote it; a contact has many and a phone is never the key. */
export interface Identity {
  kind: 'wa_phone' | 'wa_bsuid' | 'phone' | 'email' | 'telegram' | 'webchat' | (string & {})
  value: string
  verified?: boolean
}

/** A file at the provider: fetched by `url` or `id` through `channel.fetchMedia`, with what the webhook said about it. */
export interface MediaRef {
  url?: string
  id?: string
  mime: string
  size?: number
  filename?: string
  sha256?: string
  /** The file is inside the delivery itself, at this place: `fetchMedia` takes it out of `ctx.delivery`. */
  part?: string
  /** Set by the host beside `part`: which delivery that was. */
  delivery?: string
}

/** A piece of what somebody said. */
export type Part =
  | TextPart
  | MediaPart
  | LocationPart
  | ContactPart
  | ChoicePart
  | FormPart
  | CalendarPart
  | UnsupportedPart
/** Words. */
export interface TextPart {
  k: 'text'
  /** All that was written, quoted text and signature included. */
  text: string
  /** Where the new words are in `text` (start, end): the rest is quoted or a signature, folded and never lost. */
  visible?: [start: number, end: number]
  /** The same as HTML, already made safe by an allow-list; shown in a sandboxed frame. */
  html?: string
}
/** A file, with the words below it. */
export interface MediaPart {
  k: 'media'
  media: MediaRef
  caption?: string
  /** The Content-ID by which the HTML of the same message shows it inline. */
  inlineCid?: string
}
/** A place on the map. */
export interface LocationPart {
  k: 'location'
  lat: number
  lng: number
  name?: string
  address?: string
}
/** Somebody’s card. */
export interface ContactPart {
  k: 'contact'
  vcard: object
}
/** A button or list row the customer tapped. */
export interface ChoicePart {
  k: 'choice'
  id?: string
  title: string
  payload?: string
}
/** Answers of a form the customer filled in at the provider. */
export interface FormPart {
  k: 'form'
  title?: string
  json: object
  /**
   * What the answers say of the customer. Nobody has checked it: the host notes it with the contact, unverified, and never
   * finds a person by it.
   */
  contact?: { name?: string; identities?: Identity[]; attributes?: Record<string, string | number | boolean> }
}
/**
 * An invitation to an event; times are ISO 8601 in UTC, or a date alone for whole days. Its file, for a calendar to open, is
 * the media part after it.
 */
export interface CalendarPart {
  k: 'calendar'
  method?: string
  uid?: string
  title: string
  starts?: string
  ends?: string
  place?: string
  organizer?: string
}
/** Something we cannot show, kept visible and never dropped silently. */
export interface UnsupportedPart {
  k: 'unsupported'
  note: string
}
