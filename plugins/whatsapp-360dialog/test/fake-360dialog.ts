import { type Answered, type FakeApi, type FakeRequest, fakeApi } from '../../whatsapp-codec/test/fake-api.ts'
import { described, type FakeFile, served } from '../../whatsapp-codec/test/fake-files.ts'

export interface FakeDialog extends FakeApi {
  settings: { apiKey: string; webhookSecret: string; baseUrl: string }
  /** The webhook as it is set at 360dialog. */
  webhook: { url: string; headers?: Record<string, string> }
  /** Files by their media id. */
  files: Map<string, FakeFile>
  templates: object[]
  /** What every request meets instead of an answer; null is good again. */
  outage: Answered | null
}

/** Starts a local 360dialog: messages, files by way of Meta's address on its own host, the webhook's settings and templates. */
export async function fakeDialog(): Promise<FakeDialog> {
  const settings = { apiKey: 'fakeKey_AK', webhookSecret: 'fake webhook secret', baseUrl: '' }
  const api = await fakeApi({
    guard: ({ headers }) =>
      dialog.outage ?? (headers['d360-api-key'] === settings.apiKey ? undefined : refusal(401, 'Invalid api_key')),
    isMessages: (path) => path === '/messages',
    route: (request) => routed(request, dialog),
  })
  settings.baseUrl = api.url
  const dialog: FakeDialog = Object.assign(api, {
    settings,
    webhook: { url: '' },
    files: new Map(),
    templates: [],
    outage: null,
  })
  return dialog
}

/** A refusal in 360dialog's own form. */
export const refusal = (status: number, message: string): Answered => ({
  status,
  body: { meta: { success: false, http_code: status, developer_message: message } },
})

const attachments = '/whatsapp_business/attachments/'

const routed = ({ method, path, query, json }: FakeRequest, dialog: FakeDialog): Answered | undefined => {
  const { files, templates, webhook } = dialog
  if (path === '/v1/configs/webhook') {
    if (method === 'GET') return { status: 200, body: webhook }
    if (!String(json.url).startsWith('https://')) return refusal(400, 'Webhook url must be https')
    dialog.webhook = json as unknown as FakeDialog['webhook']
    return { status: 200, body: dialog.webhook }
  }
  if (path === '/v1/configs/templates') {
    const [offset, limit] = [Number(query.offset), Number(query.limit)]
    const page = templates.slice(offset, offset + limit)
    return { status: 200, body: { count: page.length, total: templates.length, offset, limit, waba_templates: page } }
  }
  if (path === attachments) return served(files.get(query.mid ?? ''))
  const id = decodeURIComponent(path.slice(1))
  const file = files.get(id)
  if (!file) return { status: 404, body: { error: { message: 'Media not found', code: 100 } } }
  return described(id, file, `https://lookaside.fbsbx.com${attachments}?mid=${id}&ext=1700000000&hash=ARsecret`)
}
