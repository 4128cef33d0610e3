import { setTimeout as sleep } from 'node:timers/promises'
import type { AiRequest } from '@faladesk/plugin-sdk'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'
import { onWords } from './support/workflow.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine({}, { aiDebounceMs: 300, aiDeadlineMs: 5000 }, true)
  await engine.publish([
    onWords('pessoa', ['atendente'], { type: 'escalate', params: { team: 'financeiro', priority: 'high' } }),
    onWords('ninguem', ['fantasma'], { type: 'escalate', params: { team: 'Não existe' } }),
    onWords('lista', ['fatura'], { type: 'route', params: { team: 'Financeiro' } }),
    onWords('ia', ['dúvida'], { type: 'ask-ai', params: { instructions: 'Seja breve, {{contact.name|cliente}}.' } }),
    onWords('fixa', ['horário'], { type: 'auto-reply', params: { text: 'Protocolo {{conversation.protocol}}' } }),
    onWords('quieta', ['silêncio'], { type: 'ignore', params: {} }),
    {
      id: 'etiqueta',
      name: 'Etiqueta',
      lane: 'background',
      conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: ['boleto'] }] },
      event: { type: 'tag', params: { add: ['boleto', 'boleto'] } },
    },
    {
      id: 'nota',
      name: 'Nota',
      lane: 'background',
      conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: ['boleto'] }] },
      event: { type: 'note', params: { text: 'Falou de {{message.text}}' } },
    },
    {
      id: 'campo',
      name: 'Campo',
      lane: 'background',
      conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: ['boleto'] }] },
      event: { type: 'set-attribute', params: { name: 'assunto', value: 'boleto', on: 'contact' } },
    },
  ])
})
afterAll(() => engine?.stop())
afterEach(() => {
  delete engine.outside.answer
})

let number = 5511955550000
const person = () => String(++number)
const textsTo = (from: string) =>
  engine.sent
    .filter(({ to }) => to[0]?.value === from)
    .map(({ content: [part] }) => (part?.k === 'text' ? part.text : ''))
const threadOf = async (from: string) =>
  (
    await engine.sql`select c.*, t.name as team from conversations c join identities i on i.contact_id = c.contact_id
      left join teams t on t.id = c.team_id where i.value = ${from}`
  )[0]
const decisionsOf = (from: string) => engine.sql`
  select d.* from decisions d join conversations c on c.id = d.conversation_id join identities i on i.contact_id = c.contact_id
  where i.value = ${from} order by d.created_at`
const decided = (from: string, n = 1) => until('it was decided', async () => (await decisionsOf(from)).length === n)

test('escalate: the team has it, the customer was told, the rules fall silent', async () => {
  const from = person()
  await engine.write(from, 'quero um atendente')
  await until('the customer was told', () => textsTo(from).length === 1)
  expect(textsTo(from)[0]).toContain('Financeiro')
  expect(textsTo(from)[0]).toContain((await threadOf(from))?.protocol)
  expect(await threadOf(from)).toMatchObject({
    owner: 'human',
    team: 'Financeiro',
    priority: 'high',
    told_waiting: true,
  })
  await engine.write(from, 'qual o horário?')
  await decided(from, 2)
  const [, second] = await decisionsOf(from)
  expect(second).toMatchObject({ outcome: 'none' })
  expect(second?.explanation[0].rules[0]).toMatchObject({ outcome: 'not-evaluated', reason: 'human-owner' })
  expect(textsTo(from)).toHaveLength(1)
})

test('escalate to a team nobody knows reaches people all the same, and the receipt says so', async () => {
  const from = person()
  await engine.write(from, 'fantasma')
  await until('the customer was told', () => textsTo(from).length === 1)
  const [decision] = await decisionsOf(from)
  expect(decision?.actions[0]).toMatchObject({
    action: 'escalate',
    ok: true,
    reason: 'not found in the organization: team "Não existe"',
  })
  expect(await threadOf(from)).toMatchObject({ owner: 'human', team: null })
})

test('route: the team has it and nothing was said', async () => {
  const from = person()
  await engine.write(from, 'minha fatura')
  await decided(from)
  expect(await threadOf(from)).toMatchObject({ owner: 'human', team: 'Financeiro' })
  expect((await threadOf(from))?.waiting_since).not.toBeNull()
  expect(textsTo(from)).toEqual([])
})

test('background rules act beside the reply, each with a receipt', async () => {
  const from = person()
  await engine.write(from, 'horário do boleto')
  await until('answered', () => textsTo(from).length === 1)
  const [decision] = await decisionsOf(from)
  expect(decision).toMatchObject({ outcome: 'auto-reply', reply_rule: 'fixa' })
  expect(decision?.actions.map(({ action, ok }: { action: string; ok: boolean }) => [action, ok])).toEqual([
    ['tag', true],
    ['note', true],
    ['set-attribute', true],
    ['auto-reply', true],
  ])
  const thread = await threadOf(from)
  expect(thread?.tags).toEqual(['boleto'])
  const [contact] = await engine.sql`select attributes from contacts where id = ${thread?.contact_id}`
  expect(contact?.attributes).toEqual({ assunto: 'boleto' })
  expect(textsTo(from)).toEqual([`Protocolo ${thread?.protocol}`])
})

test('an automatic message never gets an automatic answer', async () => {
  const from = person()
  await engine.write(from, 'qual o horário?', { flags: { auto: true } })
  await decided(from)
  expect((await decisionsOf(from))[0]).toMatchObject({ outcome: 'none' })
  expect(textsTo(from)).toEqual([])
})

test('the AI answers once for a customer who writes in pieces, and sees no personal data', async () => {
  const from = person()
  const asked: AiRequest[] = []
  engine.outside.answer = (request) => {
    asked.push(request)
    return { action: 'reply', text: 'Claro! Mando para [EMAIL_1].' }
  }
  await Promise.all([
    engine.write(from, 'tenho uma dúvida', { name: 'Bia' }),
    engine.write(from, 'dúvida: meu cpf é 529.982.247-25'),
    engine.write(from, 'e a dúvida vai para bia@example.com'),
  ])
  await until('it answered', () => textsTo(from).length === 1)
  expect(textsTo(from)).toEqual(['Claro! Mando para bia@example.com.'])
  const last = JSON.stringify(asked.at(-1)?.messages)
  expect(last).not.toContain('529.982.247-25')
  expect(last).not.toContain('bia@example.com')
  expect(last).toContain('[CPF_1]')
  expect(asked.at(-1)?.instructions).toBe('Seja breve, Bia.')
  expect(await threadOf(from)).toMatchObject({ owner: 'ai', waiting_since: null })
  await sleep(300)
  expect(textsTo(from)).toHaveLength(1)
})

test('no rule matches: the AI answers by default', async () => {
  const from = person()
  engine.outside.answer = () => ({ action: 'reply', text: 'Olá' })
  await engine.write(from, 'nada disso')
  await until('it answered', () => textsTo(from).length === 1)
  expect((await decisionsOf(from))[0]).toMatchObject({ outcome: 'ai-default' })
  expect((await decisionsOf(from))[0]?.actions.at(-1)).toMatchObject({ action: 'ai-reply', ok: true })
})

test.each([
  ['breaks', () => Promise.reject(new Error('500'))],
  ['hangs and ignores its signal', () => new Promise<never>(() => {})],
  ['hands off', async () => ({ action: 'handoff' as const, reason: 'no_knowledge' })],
  ['names data nobody gave', async () => ({ action: 'reply' as const, text: 'Seu cartão é [CARD_9]' })],
  ['says nothing', async () => ({ action: 'reply' as const, text: ' ' })],
])('when the AI %s, a human gets the conversation and the customer is told once', async (_name, answer) => {
  const from = person()
  engine.outside.answer = answer
  await engine.write(from, 'tenho uma dúvida')
  await until('the customer was told', () => textsTo(from).length === 1)
  expect(await threadOf(from)).toMatchObject({ owner: 'human', told_waiting: true })
  expect(textsTo(from)[0]).toContain('protocolo')
  await sleep(200)
  expect(textsTo(from)).toHaveLength(1)
  expect(await engine.sql`select from ai_turns`).toHaveLength(0)
})

test('a human who takes over while the AI thinks is the only voice', async () => {
  const from = person()
  let answer: (() => void) | undefined
  engine.outside.answer = () =>
    new Promise((resolve) => {
      answer = () => resolve({ action: 'reply', text: 'Sou a IA' })
    })
  await engine.write(from, 'tenho uma dúvida')
  const thought = await until('it thinks', () => answer)
  await engine.sql`update conversations c set owner = 'human', taken_over_at = clock_timestamp()
    from identities i where i.contact_id = c.contact_id and i.value = ${from}`
  thought()
  await until('its turn is over', async () => (await engine.sql`select from ai_turns`).length === 0)
  await sleep(100)
  expect(textsTo(from)).toEqual([])
})

test('what the customer adds while the AI thinks is answered too, not overtaken', async () => {
  const from = person()
  const thoughts: (() => void)[] = []
  let more = false
  engine.outside.answer = ({ messages }) =>
    new Promise((resolve) => {
      const answer = () => resolve({ action: 'reply', text: `vi ${messages.length}` })
      if (more) answer()
      else thoughts.push(answer)
    })
  await engine.write(from, 'tenho uma dúvida')
  await until('it thinks', () => thoughts.length === 1)
  await engine.write(from, 'outra dúvida')
  await decided(from, 2)
  more = true
  for (const answer of thoughts) answer()
  await until('it answered', () => textsTo(from).length === 1)
  expect(textsTo(from)).toEqual(['vi 2'])
})

test('without an AI the customer is told once that a human will answer, and later rules still work', async () => {
  await engine.sql`update ai_plugins set enabled = false`
  const from = person()
  try {
    await engine.write(from, 'nada disso')
    await until('told', () => textsTo(from).length === 1)
    await engine.write(from, 'alô?')
    await decided(from, 2)
    expect((await decisionsOf(from)).map(({ outcome }) => outcome)).toEqual(['human-default', 'human-default'])
    await engine.write(from, 'qual o horário?')
    await until('the rule answered', () => textsTo(from).length === 2)
    expect((await threadOf(from))?.waiting_since).not.toBeNull()
    const other = person()
    await engine.write(other, 'tenho uma dúvida')
    await until('told', () => textsTo(other).length === 1)
    expect((await decisionsOf(other))[0]?.actions[0]).toMatchObject({ action: 'ask-ai', ok: false })
    expect(await threadOf(other)).toMatchObject({ owner: 'human' })
  } finally {
    await engine.sql`update ai_plugins set enabled = true`
  }
})

test('a publish is in force at once', async () => {
  const from = person()
  await engine.publish([onWords('nova', ['versão'], { type: 'auto-reply', params: { text: 'dois' } })])
  // Without word of it a process would keep what it has read for thirty seconds.
  const known = async () =>
    (await engine.host.workflows.of(engine.organization)).some(({ inForce }) => inForce?.version === 2)
  await until('the process knows', known, 10_000)
  await engine.write(from, 'versão')
  await until('the new rule answered', () => textsTo(from).length === 1)
  expect((await decisionsOf(from))[0]).toMatchObject({ workflow_version: 2 })
})
