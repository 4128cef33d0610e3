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
    direction: 'outbound-api',
    error_code: message.errorCode,
    error_message: message.errorCode ? 'Set by the test' : null,
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.media.length),
    num_segments: '1',
    price: null,
    price_unit: null,
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  }
}

/** One page of the list, newest first, filtered by To and From as Twilio does. */
export const listOf = (accountSid: string, messages: readonly FakeMessage[], query: URLSearchParams) => {
  const size = Math.min(Number(query.get('PageSize') ?? 50), 1000)
  const kept = messages.filter(({ to, from }) => (query.get('To') ?? to) === to && (query.get('From') ?? from) === from)
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
