import { setTimeout } from 'node:timers/promises'
import type { FactMessage } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { askFacts } from '../src/plugins/ask-facts.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { customer } from './support/events.ts'
import { type Owls, owlChannel, owlInbox } from './support/owl.ts'
import { until } from './support/until.ts'
import { onWords } from './support/workflow.ts'

const say = (text: string) => ({ type: 'auto-reply', params: { text } })
const is = (fact: string, value: unknown, operator = 'equal') => ({ fact, operator, value })
const rule = (id: string, conditions: object[], event: object, lane = 'reply') => ({
  id,
  name: id,
  lane,
  conditions: { all: conditions },
  event,
})

const owls: Owls = {}
let engine: Engine
let asked: FactMessage[] = []
let write: Awaited<ReturnType<typeof owlInbox>>

beforeAll(async () => {
  engine = await startEngine({}, {}, false, [{ from: 'test', plugin: owlChannel(owls) }])
  write = await owlInbox(engine)
  await engine.publish([
    rule('noite', [is('plugin.owl.night', true)], say('Boa noite, {{plugin.owl.feather}}')),
    onWords('fixa', ['horário'], say('9h às 18h')),
    rule('chefe', [is('message.text', ['posto'], 'hasAnyWord'), is('plugin.owl.rank', 'chief')], say('Às ordens')),
    rule(
      'sem-registro',
      [is('message.text', ['posto'], 'hasAnyWord'), is('plugin.owl.status', ['timeout', 'unavailable'], 'in')],
      say('Registro: {{plugin.owl.status}}'),
    ),
    rule('ido', [is('plugin.raven.omen', 'bad')], say('Nunca')),
    rule(
      'ido-negado',
      [{ not: is('plugin.raven.omen', 'bad') }, is('message.text', ['corvo'], 'hasAnyWord')],
      say('Sim'),
    ),
    rule('texto', [is('message.text', ['conta'], 'hasAnyWord')], say('Conta de {{plugin.owl.rank|alguém}}')),
    rule(
      'quebrada',
      [is('plugin.owl.broken', 0, 'greaterThanInclusive')],
      { type: 'tag', params: { add: ['x'] } },
      'background',
    ),
  ])
})
afterAll(() => engine?.stop())
beforeEach(() => {
  asked = []
  owls.ask = async (message) => {
    asked.push(message)
    return 'chief'
  }
})

// The owls answer nobody's webhook: what was said is read where it was decided.
const owl = () => {
  const who = customer(engine)
  return {
    ...who,
    async writes(text: string, referral?: object) {
      const before = (await who.decisions()).length
      await write(who.number, text, referral)
      const found = await until('it was decided', async () => {
        const all = await who.decisions()
        return all.length > before ? all : null
      })
      return found.at(-1)
    },
    said: async () =>
      (
        await engine.sql`
          select m.text from messages m join conversations c on c.id = m.conversation_id
          join identities i on i.contact_id = c.contact_id
          where i.value = ${who.number} and m.direction = 'out' order by m.seq`
      ).map(({ text }) => text),
  }
}

test('a rule decides by what the channel read from the message, and its text can say it', async () => {
  const ana = owl()
  const decision = await ana.writes('uh uh', { night: true, feather: 'branca' })
  expect(decision).toMatchObject({
    reply_rule: 'noite',
    facts: { 'plugin.owl.night': true, 'plugin.owl.feather': 'branca' },
  })
  expect(await ana.said()).toEqual(['Boa noite, branca'])
})

test('a fact that throws, or has another type than it declared, is unknown and the others are told', async () => {
  const decision = await owl().writes('qual o horário?', { night: 'yes', feather: { long: true } })
  expect(decision).toMatchObject({ reply_rule: 'fixa', facts: { 'plugin.owl.night': false } })
  expect(decision?.facts).not.toHaveProperty('plugin.owl.feather')
  expect(decision?.facts).not.toHaveProperty('plugin.owl.broken')
})

test('messages of other channels know nothing of an owl’s facts, and nobody is asked about them', async () => {
  const bia = customer(engine)
  await bia.writes('meu posto')
  const [decision] = await bia.decisions()
  expect(Object.keys(decision?.facts).filter((name) => name.startsWith('plugin.'))).toEqual([])
  expect([decision?.reply_rule, asked]).toEqual([null, []])
})

test('the provider is asked only where a rule cannot be decided without it, once, and told who wrote', async () => {
  const caio = owl()
  await caio.writes('qual o horário?')
  expect(asked).toHaveLength(0)
  const decision = await caio.writes('qual é meu posto?')
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({ text: 'qual é meu posto?', sender: { kind: 'phone', value: caio.number } })
  expect(decision).toMatchObject({
    reply_rule: 'chefe',
    facts: { 'plugin.owl.rank': 'chief', 'plugin.owl.status': 'ok' },
  })
})

test('a fact that only a text names is asked for before that text is sent', async () => {
  const davi = owl()
  await davi.writes('minha conta')
  expect(await davi.said()).toEqual(['Conta de chefe'])
})

test('a provider that fails, or answers what it never declared, leaves a typed unknown that rules can tell', async () => {
  const eva = owl()
  owls.ask = () => Promise.reject(new Error('out of order'))
  const failed = await eva.writes('qual é meu posto?')
  expect(failed).toMatchObject({ reply_rule: 'sem-registro', facts: { 'plugin.owl.status': 'unavailable' } })
  expect(failed?.facts).not.toHaveProperty('plugin.owl.rank')
  expect(await eva.said()).toEqual(['Registro: indisponível'])
  owls.ask = async () => 'emperor'
  const strange = await eva.writes('qual é meu posto?')
  expect(strange).toMatchObject({ reply_rule: null, facts: { 'plugin.owl.status': 'ok' } })
  expect(strange?.facts).not.toHaveProperty('plugin.owl.rank')
})

test('a plugin that throws before it promises anything leaves an unknown, and nothing behind it when its time is over', async () => {
  const gil = owl()
  const unheard = vi.fn()
  process.on('unhandledRejection', unheard)
  owls.ask = () => {
    throw new Error('not even a promise')
  }
  await gil.writes('qual o horário?')
  const [message] = await engine.sql`
    select m.organization_id as "organizationId", m.id as "messageId" from messages m
    join identities i on i.id = m.identity_id where i.value = ${gil.number}`
  const told = await askFacts(engine.host, message as { organizationId: string; messageId: string }, 100)
  expect(told).toEqual({ 'plugin.owl.status': 'unavailable' })
  await setTimeout(300)
  process.off('unhandledRejection', unheard)
  expect(unheard).not.toHaveBeenCalled()
})

test('a provider that never answers is given up at its deadline, holds no transaction and keeps nobody else waiting', async () => {
  const fabi = owl()
  let aborted = false
  owls.ask = (_, signal) =>
    new Promise(() => {
      signal.addEventListener('abort', () => {
        aborted = true
      })
    })
  const slow = fabi.writes('qual é meu posto?')
  const quick = owl()
  await quick.writes('qual o horário?')
  // Others hold one for a moment; one that waited for this answer would hold it all along.
  const held = () => engine.sql`
    select from pg_stat_activity where application_name = 'faladesk' and state = 'idle in transaction'
      and datname = current_database()`
  await expect.poll(held, { timeout: 2000 }).toHaveLength(0)
  expect(await slow).toMatchObject({ reply_rule: 'sem-registro', facts: { 'plugin.owl.status': 'timeout' } })
  expect(aborted).toBe(true)
})

test('a rule that names a fact of a plugin that is not installed never matches, and breaks nothing', async () => {
  const decision = await owl().writes('um corvo')
  expect(decision).toMatchObject({ reply_rule: 'ido-negado' })
  const [said] = decision?.explanation ?? []
  const gone = said?.rules.find(({ id }: { id: string }) => id === 'ido')
  expect(gone).toMatchObject({ outcome: 'failed', failedAt: [{ fact: 'plugin.raven.omen', expected: 'bad' }] })
  expect(gone.failedAt[0]).not.toHaveProperty('actual')
})
