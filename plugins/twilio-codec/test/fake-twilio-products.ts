/** What the fake keeps of Twilio's other products: Content, WhatsApp senders, Messaging Services, typing indicators. */
export interface FakeProducts {
  contents: { sid: string; friendly_name: string; language: string; types: object; approval_requests?: object }[]
  senders: { sid: string; sender_id: string; status: string; webhook: Record<string, string> }[]
  services: {
    sid: string
    inbound_request_url: string | null
    use_inbound_webhook_on_number: boolean
    phone_numbers?: string[]
    short_codes?: string[]
  }[]
  typing: object[]
  /** How many entries a page of a list has. */
  pageSize: number
  /** What every request for Content meets instead; null is good again. */
  contentRefusal: { status: number; code: number } | null
}

/** A new account without any of them. */
export const noProducts = (): FakeProducts => ({
  contents: [],
  senders: [],
  services: [],
  typing: [],
  pageSize: 2,
  contentRefusal: null,
})

type Answer = { status: number; body: object }
const ok = (body: object, status = 200): Answer => ({ status, body })
const refused = (status: number, code: number, message: string): Answer => ({ status, body: { status, code, message } })

/** Answers a request to content.twilio.com or messaging.twilio.com; null when the path belongs to neither. */
export const answerProducts = (
  state: FakeProducts,
  { method, url, raw }: { method: string; url: URL; raw: string },
): Answer | null => {
  const path = url.pathname
  if (/^\/v[12]\/Content/.test(path) && state.contentRefusal)
    return refused(state.contentRefusal.status, state.contentRefusal.code, 'Refused by the test')
  if (method === 'GET' && path === '/v1/ContentAndApprovals')
    return page('contents', state.contents, url, state.pageSize)
  if (method === 'GET' && path === '/v2/Content') {
    const named = new RegExp(url.searchParams.get('ContentName') ?? '')
    const found = state.contents.filter(({ friendly_name }) => named.test(friendly_name))
    return page('contents', found, url, state.pageSize)
  }
  if (method === 'POST' && path === '/v1/Content') {
    const made = JSON.parse(raw) as FakeProducts['contents'][number]
    if (!made.types || !made.language) return refused(400, 20001, 'Language and types are required')
    const content = { ...made, sid: `HX${String(state.contents.length + 1).padStart(32, '0')}` }
    state.contents.push(content)
    return ok(content, 201)
  }
  if (method === 'GET' && path === '/v2/Channels/Senders')
    return page('senders', url.searchParams.get('Channel') === 'whatsapp' ? state.senders : [], url, state.pageSize)
  const sender = state.senders.find(({ sid }) => path === `/v2/Channels/Senders/${sid}`)
  if (sender && method === 'POST') {
    Object.assign(sender.webhook, (JSON.parse(raw) as { webhook?: object }).webhook)
    return ok(sender, 202)
  }
  const [, pool, kind] = /^\/v1\/Services\/(\w+)\/(PhoneNumbers|ShortCodes)$/.exec(path) ?? []
  const pooled = state.services.find(({ sid }) => sid === pool)
  if (pooled && method === 'GET') {
    const [key, one] =
      kind === 'PhoneNumbers' ? (['phone_numbers', 'phone_number'] as const) : (['short_codes', 'short_code'] as const)
    return page(
      key,
      (pooled[key] ?? []).map((value) => ({ [one]: value })),
      url,
      100,
    )
  }
  const service = state.services.find(({ sid }) => path === `/v1/Services/${sid}`)
  if (service && method === 'GET') return ok(service)
  if (service) {
    service.inbound_request_url = new URLSearchParams(raw).get('InboundRequestUrl')
    return ok(service)
  }
  if (method === 'POST' && path === '/v3/Indicators/Typing.json') {
    state.typing.push(JSON.parse(raw) as object)
    return ok({ success: true })
  }
  return null
}

// Twilio names the next page by its own host, whatever address it was asked at.
const page = (key: string, all: object[], url: URL, size: number): Answer => {
  const at = Number(url.searchParams.get('Page') ?? 0)
  const next = new URL(url.pathname + url.search, `https://${key === 'contents' ? 'content' : 'messaging'}.twilio.com`)
  next.searchParams.set('Page', String(at + 1))
  const more = all.length > (at + 1) * size
  const meta = { key, page: at, page_size: size, next_page_url: more ? next.href : null, previous_page_url: null }
  return ok({ [key]: all.slice(at * size, (at + 1) * size), meta })
}
