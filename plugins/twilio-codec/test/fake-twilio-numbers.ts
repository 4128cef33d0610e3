/** The numbers and short codes of the fake's account, as Twilio writes them. */
export interface FakeNumbers {
  incoming: {
    sid: string
    phone_number: string
    capabilities: { sms: boolean; mms: boolean; voice: boolean }
    sms_url: string
    sms_application_sid: string
    sms_fallback_url?: string
  }[]
  short: { sid: string; short_code: string; sms_url: string; sms_fallback_url?: string }[]
}

interface Asked {
  method: string
  path: string
  form: URLSearchParams
}

/** Answers a request about the account's own numbers; null when it is about something else. */
export const answerNumbers = (
  { incoming, short }: FakeNumbers,
  root: string,
  { method, path, form }: Asked,
): { status: number; body: object } | null => {
  if (method === 'GET' && path === `${root}/IncomingPhoneNumbers.json`) {
    // Twilio finds every number that contains these digits.
    const digits = (form.get('PhoneNumber') ?? '').replace(/\D/g, '')
    const found = incoming.filter(({ phone_number }) => phone_number.includes(digits))
    return {
      status: 200,
      body: { incoming_phone_numbers: found, page: 0, page_size: 50, next_page_uri: null, uri: path },
    }
  }
  if (method === 'GET' && path === `${root}/SMS/ShortCodes.json`) {
    const found = short.filter(({ short_code }) => short_code.includes(form.get('ShortCode') ?? ''))
    return { status: 200, body: { short_codes: found, page: 0, page_size: 50, next_page_uri: null, uri: path } }
  }
  const sid = /\/(?:IncomingPhoneNumbers|SMS\/ShortCodes)\/(\w+)\.json$/.exec(path)?.[1]
  const one = [...incoming, ...short].find((known) => known.sid === sid)
  if (!one || method !== 'POST') return null
  Object.assign(one, { sms_url: form.get('SmsUrl'), sms_fallback_url: form.get('SmsFallbackUrl') })
  return { status: 200, body: one }
}
