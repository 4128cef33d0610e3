import type { Sql } from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FakeOpenAi, fakeOpenAi } from '../../plugins/ai-openai/test/fake-openai.ts'
import { openDatabaseOf } from './support/database.ts'
import { type Person, signIn } from './support/person.ts'
import { type StartedServer, startServer } from './support/started-server.ts'
import { connectTwilio, type FakeTwilio, fakeTwilio, post, type TwilioInbox, whatsappForm } from './support/twilio.ts'
import { until } from './support/until.ts'
import { onWords, publish } from './support/workflow.ts'

let server: StartedServer
let twilio: FakeTwilio
let openai: FakeOpenAi
let admin: Person
let inbox: TwilioInbox
let sql: Sql
let customers = 0

const is = (fact: string, value: unknown) => ({ fact, operator: 'equal', value })
const rule = (id: string, conditions: object, text: string) => ({
  id,
  name: id,
  lane: 'reply',
  conditions,
  event: { type: 'auto-reply', params: { text } },
})

beforeAll(async () => {
  ;[twilio, openai] = await Promise.all([fakeTwilio(), fakeOpenAi()])
  server = await startServer({
    OPENAI_API_KEY: openai.apiKey,
    OPENAI_BASE_URL: openai.url,
    FALADESK_AI_DEBOUNCE_MS: '200',
    FALADESK_AI_DEADLINE_MS: '5000',
  })
  admin = await signIn(server.url, 'admin@demo.faladesk.test')
  inbox = await connectTwilio(admin, twilio)
  sql = openDatabaseOf(server.dataDir)
  await admin.call('PUT', '/v1/ai', { plugin: 'openai', settings: {}, enabled: true })
  await admin.call('POST', '/v1/session/presence', { online: true })
  await publish(admin, [
    onWords('boleto', ['boleto'], { type: 'auto-reply', params: { text: 'Segue o boleto.' } }),
    rule('demora', { all: [is('ai.status', 'timeout')] }, 'Já volto com a resposta.'),
    rule(
      'troca',
      { all: [is('ai.intent', 'troca'), is('agents.online', 1)] },
      'Sobre a sua troca: alguém já responde.',
    ),
    rule('outro', { all: [is('ai.status', 'ok')] }, 'Entendi: {{ai.intent}}.'),
  ])
})
afterAll(async () => {
  await sql?.end()
  await twilio?.close()
  await openai?.close()
  await server?.stop()
})
beforeEach(() => {
  openai.requests.length = 0
  openai.always({ labels: {} })
})

async function writes(text: string): Promise<{ heard: string; facts: Record<string, unknown> }> {
  const phone = `+551198777${String(++customers).padStart(4, '0')}`
  expect(await post(inbox.webhooks.inbound, whatsappForm(phone, text), { token: twilio.authToken })).toBe(200)
  const [heard] = await until('it was answered', () => {
    const found = twilio.messages.filter(({ to }) => to === `whatsapp:${phone}`)
    return found.length > 0 ? found : null
  })
  const [decision] = await sql`
    select d.facts from decisions d join conversations c on c.id = d.conversation_id
    join identities i on i.contact_id = c.contact_id where i.value = ${phone}`
  return { heard: heard?.body ?? '', facts: decision?.facts }
}

test('OpenAI is asked only for what no cheaper rule decides, with the intents of the rules and no personal number', async () => {
  expect((await writes('quero o boleto')).heard).toBe('Segue o boleto.')
  expect(openai.requests).toHaveLength(0)
  openai.next({ labels: { intent: 'troca', sentiment: 'negative' } })
  const { heard, facts } = await writes('veio errado, meu cpf 529.982.247-25')
  expect(heard).toBe('Sobre a sua troca: alguém já responde.')
  expect(facts).toMatchObject({
    'ai.status': 'ok',
    'ai.intent': 'troca',
    'ai.sentiment': 'negative',
    'agents.online': 1,
  })
  expect(openai.requests).toHaveLength(1)
  const { body } = openai.requests[0] as (typeof openai.requests)[number]
  expect(body).toMatchObject({ store: false, text: { format: { name: 'labels' } } })
  expect(JSON.stringify(body.text?.format?.schema)).toContain('["troca","other"]')
  expect(JSON.stringify(body.input)).toContain('meu cpf [CPF_1]')
})

test('an OpenAI that hangs is a fact within the deadline, and the rules answer by it', async () => {
  openai.always({ hang: true })
  // OpenAI never answers: that anything is said is the deadline's doing.
  const { heard, facts } = await writes('não sei bem')
  expect(heard).toBe('Já volto com a resposta.')
  expect(facts).toMatchObject({ 'ai.status': 'timeout' })
})
