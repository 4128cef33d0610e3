import { type TString, Type } from 'typebox'
import type { FieldText } from './settings.ts'
import type { Text } from './words.ts'

/** Which inboxes may be chosen, with the field’s words. */
export interface InboxOptions extends FieldText {
  /** What the names of the channels begin with whose inboxes may be chosen: `email`. */
  channel: string
  /** Offers, under these words, the oldest such inbox, whichever it is; its value is `first`. */
  first?: Text
}

/** Another inbox of the organization, chosen among those of one kind of channel; its value is that inbox's id. */
export const inbox = ({ channel, first, title, help, wrong }: InboxOptions): TString =>
  Type.String({
    pattern: `^(${first ? 'first|' : ''}[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$`,
    'x-inbox': channel,
    'x-text': { title, ...(help && { help }), ...(wrong && { wrong }) },
    ...(first && { 'x-choices': { first } }),
  })
