/** A message the fake accepted. */
export interface FakeMessage {
  sid: string
  to: string
  from: string
  messagingServiceSid: string | null
  body: string
  media: string[]
  contentSid: string | null
  statusCallback: string | null
  status: string
  errorCode: number | null
  createdAt: Date
  /** What Twilio took for it, once it knows (`-0.0075`). */
  price?: string
  segments?: number
  /** A customer's message. */
  inbound?: boolean
}

/** A message as the Messages resource of 2010-04-01 writes it: snake case, RFC 2822 dates, counts as text. */
export const messageJson = (accountSid: string, message: FakeMessage) => {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}`
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: message.body,
    date_created: message.createdAt.toUTCString().replace('GMT', '+0000'),
    // A message still in Twilio's queue has not been sent.
    date_sent: message.status === 'queued' ? null : message.createdAt.toUTCString().replace('GMT', '+0000'),
    date_updated: message.createdAt.toUTCString().replace('GMT', '+0000'),
    direction: message.inbound ? 'inbound' : 'outbound-api',
    error_code: message.errorCode,
    error_message: message.errorCode ? 'Set by the test' : null,
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.media.length),
    num_segments: String(message.segments ?? 1),
    price: message.price ?? null,
    price_unit: message.price ? 'USD' : null,
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  }
}

/** One page of the list, newest first, filtered by To, From and the time of sending as Twilio does. */
export const listOf = (accountSid: string, messages: readonly FakeMessage[], query: URLSearchParams) => {
  const size = Math.min(Number(query.get('PageSize') ?? 50), 1000)
  // A message still queued has no time of sending, and is in no span.
  const within = ({ createdAt, status }: FakeMessage) => {
    const [after, before] = [query.get('DateSent>'), query.get('DateSent<')]
    if (!after && !before) return true
    const at = createdAt.getTime()
    return (
      status !== 'queued' && at >= Date.parse(after ?? '1970-01-01') && at < Date.parse(before ?? '9999-01-01') + 1000
    )
  }
  const kept = messages.filter(
    (one) => (query.get('To') ?? one.to) === one.to && (query.get('From') ?? one.from) === one.from && within(one),
  )
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages.json?PageSize=${size}&Page=0`
  return {
    messages: kept
      .slice(-size)
      .reverse()
      .map((message) => messageJson(accountSid, message)),
    page: 0,
    page_size: size,
    start: 0,
    end: Math.max(0, Math.min(kept.length, size) - 1),
    first_page_uri: uri,
    next_page_uri: null,
    previous_page_uri: null,
    uri,
  }
}

/** The files of a message, as its sub-resource lists them. */
export const mediaListOf = (accountSid: string, message: FakeMessage) => {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}/Media`
  return {
    media_list: message.media.map((content_type, n) => ({
      sid: `ME${String(n + 1).padStart(32, '0')}`,
      account_sid: accountSid,
      parent_sid: message.sid,
      content_type,
      uri: `${uri}/ME${String(n + 1).padStart(32, '0')}.json`,
    })),
    page: 0,
    page_size: 50,
    next_page_uri: null,
    uri: `${uri}.json`,
  }
}

/** The parameters of a status callback. */
export const statusForm = (accountSid: string, message: FakeMessage, status: string, errorCode?: string) => ({
  MessageSid: message.sid,
  SmsSid: message.sid,
  AccountSid: accountSid,
  ApiVersion: '2010-04-01',
  From: message.from,
  To: message.to,
  ...(message.to.startsWith('whatsapp:') && { ChannelToAddress: message.to.slice(9), ChannelPrefix: 'whatsapp' }),
  MessageStatus: status,
  SmsStatus: status,
  ...(errorCode && { ErrorCode: errorCode, ErrorMessage: 'Set by the test' }),
})
