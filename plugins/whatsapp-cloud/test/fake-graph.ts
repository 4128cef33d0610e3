import { createHmac } from 'node:crypto'
import { type Answered, type FakeApi, type FakeRequest, fakeApi } from '../../whatsapp-codec/test/fake-api.ts'
import { described, type FakeFile, served } from '../../whatsapp-codec/test/fake-files.ts'
import { graphError } from '../../whatsapp-codec/test/fake-rules.ts'

export interface FakeGraph extends FakeApi {
  settings: {
    phoneNumberId: string
    accessToken: string
    appSecret: string
    verifyToken: string
    wabaId: string
    baseUrl: string
  }
  /** Where Meta sends this number's webhooks. */
  callback: string | undefined
  /** Files by their media id. */
  files: Map<string, FakeFile>
  templates: object[]
}

/** Starts a local Graph API: messages, media in two steps, templates in pages, subscribed_apps and the number with its webhook. */
export async function fakeGraph(): Promise<FakeGraph> {
  const settings = {
    phoneNumberId: '106540352242922',
    accessToken: 'EAAfakeAccessToken',
    appSecret: 'fake-app-secret',
    verifyToken: 'fake-verify-token',
    wabaId: '102290129340398',
    baseUrl: '',
  }
  const api = await fakeApi({
    guard: ({ headers, query }) => {
      if (headers.authorization !== `Bearer ${settings.accessToken}`)
        return { status: 401, body: graphError(190, 'Error validating access token: the session has expired') }
      const proof = createHmac('sha256', settings.appSecret).update(settings.accessToken).digest('hex')
      if (query.appsecret_proof && query.appsecret_proof !== proof)
        return { status: 400, body: graphError(100, 'Invalid appsecret_proof provided in the API argument') }
      return undefined
    },
    isMessages: (path) => path === `/v25.0/${settings.phoneNumberId}/messages`,
    route: (request) => routed(request, graph),
  })
  settings.baseUrl = api.url
  const graph: FakeGraph = Object.assign(api, { settings, callback: undefined, files: new Map(), templates: [] })
  return graph
}

const routed = (request: FakeRequest, graph: FakeGraph): Answered | undefined => {
  const { settings, files } = graph
  const [, version, id = '', edge] = request.path.split('/')
  if (version === 'media') return served(files.get(id))
  if (version !== 'v25.0') return undefined
  if (id === settings.wabaId && edge === 'subscribed_apps') return { status: 200, body: { success: true } }
  if (id === settings.wabaId && edge === 'message_templates') return pageOf(request, graph)
  if (id === settings.phoneNumberId && !edge) return number(request, graph)
  const file = files.get(id)
  if (edge || !file) return { status: 400, body: graphError(100, `Object with ID '${id}' does not exist`, 33) }
  return described(id, file, `${graph.url}/media/${id}`)
}

const number = ({ method, json }: FakeRequest, graph: FakeGraph): Answered => {
  if (method === 'POST') {
    const { override_callback_uri: uri, verify_token: token } = json.webhook_configuration as Record<string, string>
    if (token !== graph.settings.verifyToken || !uri?.startsWith('https://'))
      return { status: 400, body: graphError(2200, 'Callback verification failed: the URL could not be validated') }
    graph.callback = uri
    return { status: 200, body: { success: true } }
  }
  return {
    status: 200,
    body: {
      id: graph.settings.phoneNumberId,
      display_phone_number: '+55 11 5039-9000',
      verified_name: 'Loja',
      quality_rating: 'GREEN',
      ...(graph.callback && {
        webhook_configuration: { application: 'https://elsewhere.example/hook', phone_number: graph.callback },
      }),
    },
  }
}

const pageSize = 2

const pageOf = ({ query }: FakeRequest, { templates, url }: FakeGraph): Answered => {
  const from = Number(query.after ?? 0)
  const next = from + pageSize
  return {
    status: 200,
    body: {
      data: templates.slice(from, next),
      paging: {
        cursors: { before: String(from), after: String(next) },
        ...(next < templates.length && { next: `${url}/leads-elsewhere?access_token=leak` }),
      },
    },
  }
}
