import type { Sql } from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
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

beforeAll(async () => {
  ;[twilio, openai] = await Promise.all([fakeTwilio(), fakeOpenAi()])
  server = await startServer({
    OPENAI_API_KEY: openai.apiKey,
    OPENAI_BASE_URL: openai.url,
    FALADESK_AI_DEBOUNCE_MS: '1500',
    FALADESK_AI_DEADLINE_MS: '6000',
  })
  admin = await signIn(server.url, 'admin@demo.faladesk.test')
  inbox = await connectTwilio(admin, twilio)
  sql = openDatabaseOf(server.dataDir)
  await admin.call('PUT', '/v1/ai', { plugin: 'openai', settings: {}, enabled: true })
  await publish(admin, [
    onWords('boleto', ['boleto'], { type: 'auto-reply', params: { text: 'Segue o boleto, {{contact.name}}.' } }),
    onWords('humano', ['humano', 'atendente'], {
      type: 'escalate',
      params: { team: 'Financeiro', priority: 'high', text: 'Vou chamar o Financeiro.' },
    }),
    onWords('cobranca', ['cobrança'], { type: 'route', params: { team: 'Financeiro' } }),
    onWords('pergunta', ['prazo'], { type: 'ask-ai', params: {} }),
  ])
})
afterAll(async () => {
  await sql?.end()
  await twilio?.close()
  await openai?.close()
  await server?.stop()
})
beforeEach(() => openai.always({ reply: 'Olá! Como posso ajudar?' }))

/** A new customer who writes `text`; what the provider was asked to send them, and how their conversation stands. */
async function writes(text: string) {
  const phone = `+551198888${String(++customers).padStart(4, '0')}`
  const say = (words: string) => post(inbox.webhooks.inbound, whatsappForm(phone, words), { token: twilio.authToken })
  expect(await say(text)).toBe(200)
  const state = async () => {
    const [row] = await sql`
      select c.id, c.owner, c.priority, c.status, c.waiting_since, t.name as team, d.outcome, d.reply_rule
      from identities i join conversations c on c.contact_id = i.contact_id and c.inbox_id = ${inbox.id}
      left join teams t on t.id = c.team_id
      left join lateral (select outcome, reply_rule from decisions where conversation_id = c.id order by created_at desc limit 1) d on true
      where i.value = ${phone}`
    return row
  }
  const told = () => twilio.messages.filter((message) => message.to === `whatsapp:${phone}`).map(({ body }) => body)
  await until('the rules have decided', async () => (await state())?.outcome)
  return { say, told, state }
}

const quiet = (ms = 2000) => new Promise((resolve) => setTimeout(resolve, ms))

test('auto-reply: the rule answers with its text filled in', async () => {
  const customer = await writes('quero a segunda via do Boleto')
  await until('the customer is answered', () => customer.told().length)
  expect(customer.told()).toEqual(['Segue o boleto, Joana Prado.'])
  expect(await customer.state()).toMatchObject({ owner: 'rules', outcome: 'auto-reply', reply_rule: 'boleto' })
})

test('escalate: the team gets it, with its priority, and the customer is told', async () => {
  const customer = await writes('quero falar com um humano')
  await until('the customer is told', () => customer.told().length)
  expect(customer.told()).toEqual(['Vou chamar o Financeiro.'])
  expect(await customer.state()).toMatchObject({
    owner: 'human',
    team: 'Financeiro',
    priority: 'high',
    outcome: 'escalate',
  })
  expect((await customer.state())?.waiting_since).not.toBeNull()
})

test('route: the team gets it and nothing is said', async () => {
  const customer = await writes('recebi uma cobrança')
  await quiet()
  expect(customer.told()).toEqual([])
  expect(await customer.state()).toMatchObject({ team: 'Financeiro', outcome: 'route' })
})

describe('ask-ai', () => {
  test('the AI answers in its own words, and was shown no personal data', async () => {
    openai.always({ reply: 'Entregamos em até 5 dias úteis.' })
    const customer = await writes('qual o prazo? meu CPF é 529.982.247-25')
    await until('the AI has answered', () => customer.told().length)
    expect(customer.told()).toEqual(['Entregamos em até 5 dias úteis.'])
    expect(await customer.state()).toMatchObject({ owner: 'ai', outcome: 'ask-ai' })
    expect(JSON.stringify(openai.requests.at(-1)?.body)).not.toContain('529.982.247-25')
    expect(openai.requests.at(-1)?.body.store).toBe(false)
  })

  test('an AI that hands off brings a human, and the customer is told once', async () => {
    openai.always({ handoff: 'no_knowledge', customerText: '' })
    const customer = await writes('qual o prazo para Marte?')
    await until('a human owns it', async () => (await customer.state())?.owner === 'human')
    await until('the customer is told', () => customer.told().length)
    await quiet()
    expect(customer.told()).toHaveLength(1)
  })

  test.each([
    ['answers 500', () => openai.always({ status: 500 })],
    ['never answers', () => openai.always({ hang: true })],
    ['answers rubbish', () => openai.always({ malformed: 'text' })],
    ['has run out of credit', () => openai.always({ status: 429, code: 'insufficient_quota' })],
  ])('an AI that %s brings a human, and the customer is told once', async (_name, fail) => {
    fail()
    const customer = await writes('qual o prazo de entrega?')
    await until('a human owns it', async () => (await customer.state())?.owner === 'human')
    await until('the customer is told', () => customer.told().length)
    await quiet()
    expect(customer.told()).toHaveLength(1)
  })

  test('a human who takes over while it thinks is the only voice', async () => {
    openai.always({ delayMs: 3000, reply: 'Resposta atrasada da IA.' })
    const asked = openai.requests.length
    const customer = await writes('qual o prazo?')
    await until('the AI is thinking', () => openai.requests.length > asked)
    const { id } = (await customer.state()) ?? {}
    await admin.call('POST', `/v1/conversations/${id}/messages`, { text: 'Oi, aqui é a Ana. Já vejo para você.' })
    await until('the human is heard', () => customer.told().length)
    await quiet(4000)
    expect(customer.told()).toEqual(['Oi, aqui é a Ana. Já vejo para você.'])
    expect(await customer.state()).toMatchObject({ owner: 'human' })
  })

  test('three fragments in a row are one turn: one question to the AI, one answer', async () => {
    openai.always({ reply: 'Cinco dias úteis.' })
    const asked = openai.requests.length
    const customer = await writes('oi, o prazo')
    await customer.say('qual é o prazo')
    await customer.say('o prazo para Recife?')
    await until('the AI has answered', () => customer.told().length)
    await quiet()
    expect(customer.told()).toEqual(['Cinco dias úteis.'])
    expect(openai.requests.length - asked).toBe(1)
  })
})

test('no rule matches and there is no AI: a human is promised once, not at every message', async () => {
  await admin.call('PUT', '/v1/ai', { plugin: 'openai', settings: {}, enabled: false })
  const customer = await writes('bom dia')
  await until('the customer is told', () => customer.told().length)
  await customer.say('alguém aí?')
  await quiet()
  expect(customer.told()).toHaveLength(1)
  expect((await customer.state())?.waiting_since).not.toBeNull()
})
