/** What a kind of media may be; `false` where the channel does not carry it. */
export type MediaLimit = { mimes: readonly string[]; maxBytes: number; filename: boolean; caption: boolean } | false

/** What a channel can do, as data: the console hides what is missing and core refuses what is too long. */
export interface Capabilities {
  /** `max` characters in one provider message; longer text is split by the plugin at sensible borders. */
  text: { max: number; markup: 'none' | 'wa' | 'md' | 'html' }
  caption?: { max: number }
  media: Record<'image' | 'audio' | 'video' | 'document' | 'sticker', MediaLimit>
  maxMediaPerMessage: number
  buttons?: { max: number; title: number; id: number }
  list?: { rows: number; title: number; description: number }
  templates: boolean
  /** Free-form text is only allowed this long after the customer's last message. */
  window?: { hours: number; opensOn: 'inbound' }
  /** Whether the channel can tell the customer that somebody is typing or has read. */
  presence?: readonly ('typing' | 'read')[]
  reactions?: boolean
  subject?: boolean
  receipts: readonly ('sent' | 'delivered' | 'read')[]
  /** Kinds of addresses it may write to before they ever wrote (by a template where there is a `window`); none when absent. */
  writesFirst?: readonly string[]
  /** What the provider lets through; core paces sends per inbox by it. */
  rate?: { perSecond: number; perRecipientMs?: number }
}
