import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { RCE } from '../../rules/test/hostile-documents.ts'
import { checkDecision } from '../src/backtest/check-decision.ts'
import { placeOf } from '../src/decide/trial.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine({}, { shadowCheckEvery: 1 })
  await engine.publish([says('antigo', 'boleto', 'Do antigo')])
})
afterAll(() => engine?.stop())
beforeEach(() => void engine.sent.splice(0))

const says = (id: string, word: string, text: string, more: object = {}) => ({
  id,
  name: id,
  lane: 'reply',
  conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: [word] }] },
  event: { type: 'auto-reply', params: { text } },
  ...more,
})
const onTrial = async (rules: object[], as: object): Promise<number> => {
  const { sql, organization } = engine
  const [row] = await sql`
    insert into workflow_versions (workflow_id, organization_id, version, document)
    select w.id, w.organization_id, (select max(version) + 1 from workflow_versions v where v.workflow_id = w.id),
      ${sql.json({ name: 'Em teste', facts: 1, rules } as never)}
    from workflows w where w.organization_id = ${organization} returning version`
  await sql`
    update workflows set candidate = ${sql.json({ version: row?.version, percent: null, inboxes: [], ...as } as never)}::jsonb
      || jsonb_build_object('since', now())
    where organization_id = ${organization}`
  await forgotten()
  return row?.version
}
const inForce = async (rules: object[]) => {
  await onTrial(rules, { mode: 'shadow' })
  await engine.sql`
    update workflows set published_version = (candidate ->> 'version')::int, candidate = null
    where organization_id = ${engine.organization}`
  await forgotten()
}
const stopped = async (...rules: string[]) => {
  await engine.sql`update workflows set stopped = ${rules} where organization_id = ${engine.organization}`
  await forgotten()
}
// By the same word of PostgreSQL that every replica hears; without it what was read would be kept for thirty seconds.
const forgotten = async () => {
  const { sql, organization, host } = engine
  const [row] = await sql`
    select published_version, (candidate ->> 'version')::int as candidate, stopped from workflows
    where organization_id = ${organization}`
  const told = JSON.stringify([row?.published_version, row?.candidate, row?.stopped])
  const heard = async () => {
    const [one] = await host.workflows.of(organization)
    return [one?.inForce?.version ?? null, one?.candidate?.version ?? null, [...(one?.stopped ?? [])]]
  }
  await until('the process has heard of it', async () => JSON.stringify(await heard()) === told, 10_000)
}
let people = 0
const decided = async (text: string, from = `+55119${String(++people).padStart(8, '0')}`) => {
  await engine.write(from, text)
  return until('it is decided', async () => {
    const [row] = await engine.sql`
      select d.*, m.conversation_id from decisions d join messages m on m.id = d.message_id
      where m.text = ${text} and m.direction = 'in' order by m.created_at desc limit 1`
    return row
  })
}
// What customers were sent since the test began.
const told = () => JSON.stringify(engine.sent.map(({ content }) => content))

test('a shadow decides silently beside the version in force, and what it would have done is kept', async () => {
  const version = await onTrial([says('novo', 'boleto', 'Do novo')], { mode: 'shadow' })
  const row = await decided('boleto um')
  expect(row).toMatchObject({
    workflow_version: 1,
    reply_rule: 'antigo',
    candidate: { version, mode: 'shadow', reply: 'novo', background: [], same: false },
  })
  await until('it is sent', () => told().includes('Do antigo'))
  expect(told()).not.toContain('Do novo')
  expect((await decided('nada disso')).candidate).toMatchObject({ reply: null, same: true })
})

test('a canary of an inbox decides its conversations, and is compared with the version in force', async () => {
  const version = await onTrial([says('novo', 'boleto', 'Do novo')], {
    mode: 'canary',
    percent: 100,
    inboxes: [engine.inbox.id],
  })
  const row = await decided('boleto dois')
  expect(row).toMatchObject({
    workflow_version: version,
    reply_rule: 'novo',
    candidate: { version, mode: 'canary', reply: 'novo', same: false },
  })
  await until('it is sent', () => told().includes('Do novo'))
  expect(told()).not.toContain('Do antigo')
  await onTrial([says('novo', 'boleto', 'x')], { mode: 'canary', percent: 100, inboxes: [crypto.randomUUID()] })
  expect(await decided('boleto três')).toMatchObject({ workflow_version: 1, reply_rule: 'antigo', candidate: null })
})

test('a conversation keeps its version, and a canary of some percent takes about so many', async () => {
  const version = await onTrial([says('novo', 'boleto', 'Do novo')], { mode: 'canary', percent: 50 })
  const seen = new Map<string, Set<number>>()
  for (let round = 0; round < 3; round++)
    for (let person = 0; person < 12; person++) {
      const row = await decided(`boleto ${round}.${person}`, `+5521900000${String(person).padStart(3, '0')}`)
      seen.set(row.conversation_id, (seen.get(row.conversation_id) ?? new Set()).add(row.workflow_version))
    }
  expect([...seen.values()].every((versions) => versions.size === 1)).toBe(true)
  const all = new Set([...seen.values()].flatMap((versions) => [...versions]))
  expect([...all].every((one) => one === 1 || one === version)).toBe(true)
  const share = Array.from({ length: 10_000 }, (_, n) => placeOf(`${n}-conversation`)).filter((at) => at < 0.05).length
  expect(share).toBeGreaterThan(400)
  expect(share).toBeLessThan(600)
})

test('a share that grows keeps whom it has', () => {
  const ids = Array.from({ length: 2_000 }, () => crypto.randomUUID())
  const within = (percent: number) => new Set(ids.filter((id) => placeOf(id) < percent / 100))
  const [few, many] = [within(10), within(30)]
  expect([...few].every((id) => many.has(id))).toBe(true)
})

test('a trial that is nonsense changes nothing for customers', async () => {
  const { sql, organization } = engine
  await onTrial([], { mode: 'shadow' })
  const hostile = { name: 'x', facts: 1, rules: 'none' }
  await sql`
    insert into workflow_versions (workflow_id, organization_id, version, document)
    select id, organization_id, 90, ${sql.json(hostile)} from workflows where organization_id = ${organization}`
  await sql`update workflows set candidate = candidate || '{"version": 90}' where organization_id = ${organization}`
  await forgotten()
  expect(await decided('boleto quatro')).toMatchObject({
    reply_rule: 'antigo',
    candidate: { version: 90, reply: null },
  })
  await sql`update workflows set candidate = null where organization_id = ${organization}`
  await forgotten()
})

test('a stopped rule no longer acts, and the explanation says so', async () => {
  await stopped('antigo')
  const row = await decided('boleto cinco')
  expect(row).toMatchObject({ outcome: 'human-default', reply_rule: null })
  expect(row.explanation[0].rules[0]).toMatchObject({ id: 'antigo', outcome: 'disabled', reason: 'stopped' })
  await stopped()
  expect(await decided('boleto seis')).toMatchObject({ reply_rule: 'antigo' })
})

test('few rules keep what each of them said; many keep what mattered, and the rest is computed again', async () => {
  const many = Array.from({ length: 80 }, (_, n) => says(`r${n}`, `palavra${n}`, `texto ${n}`))
  await inForce(many)
  const row = await decided('a palavra7 e a palavra9')
  expect(row.explanation[0]).toMatchObject({ partial: true })
  expect(row.explanation[0].rules.map(({ id, outcome }: { id: string; outcome: string }) => [id, outcome])).toEqual([
    ['r7', 'matched'],
    ['r9', 'shadowed'],
  ])
  expect(row.matched).toEqual({ [row.workflow_id]: ['r7'] })
})

test('a document that runs code, put into force by hand, is harmless', async () => {
  const rce = {
    ...says('mau', 'boleto', 'x'),
    conditions: { all: [{ fact: 'contact.attributes', operator: 'equal', value: 1, path: RCE }] },
  }
  await inForce([rce, says('bom', 'boleto', 'Do bom')])
  const row = await decided('boleto sete')
  expect(row).toMatchObject({ reply_rule: 'bom' })
  expect(row.explanation[0].rules[0]).toMatchObject({ id: 'mau', outcome: 'error' })
  expect(globalThis).not.toHaveProperty('pwned')
  await inForce(Array.from({ length: 80 }, (_, n) => says(`r${n}`, `palavra${n}`, `texto ${n}`)))
})

test('decisions are checked by the plain engine after the commit, and none differs', async () => {
  const count = async (name: string) =>
    Number((await engine.host.metrics.register.getSingleMetricAsString(name)).match(/^\w+ (\d+)$/m)?.[1] ?? 0)
  const before = await count('faladesk_rules_shadow_checks_total')
  await decided('uma palavra3')
  await until('it is checked', async () => (await count('faladesk_rules_shadow_checks_total')) > before)
  expect(await count('faladesk_rules_shadow_mismatch_total')).toBe(0)
})

test('a decision that was taken wrongly is found', async () => {
  const document = {
    name: 'x',
    facts: 1,
    rules: [says('um', 'boleto', 'x'), says('dois', 'outro', 'x', { lane: 'background' })],
  }
  const wrong = { id: 'w', version: 3, document, matched: ['dois'] }
  const taken = { facts: { 'message.text': 'boleto' }, happened: { event: 'message-received' } }
  const found = await checkDecision({ ...taken, workflows: [wrong] }, engine.host.catalogue)
  expect(found).toEqual([{ workflow: 'w', version: 3, rules: expect.arrayContaining(['um', 'dois']) }])
  expect(await checkDecision({ ...taken, workflows: [{ ...wrong, matched: ['um'] }] }, engine.host.catalogue)).toEqual(
    [],
  )
})
