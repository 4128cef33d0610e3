import { decide, type Rule, type RuleDocument } from '@faladesk/rules'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawEdges } from '../src/rules/canvas/flow-edges.ts'
import { layOut, type Placed } from '../src/rules/canvas/flow-layout.ts'
import { flowModel, groupOf } from '../src/rules/canvas/flow-model.ts'
import { pathOf } from '../src/rules/canvas/flow-path.ts'
import { readingOrder, stepFrom } from '../src/rules/canvas/flow-steps.ts'
import { spread } from '../src/rules/canvas/spread.ts'

const none: ReadonlySet<string> = new Set()
const on = (id: string, word: string, more: Partial<Rule> = {}): Rule => ({
  id,
  name: id,
  lane: 'reply',
  conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: [word] }] },
  event: { type: 'auto-reply', params: { text: id } },
  ...more,
})
const tag = (id: string, word: string, more: Partial<Rule> = {}): Rule =>
  on(id, word, { lane: 'background', event: { type: 'tag', params: { add: [word] } }, ...more })
const documentOf = (rules: readonly Rule[]): RuleDocument => ({ name: 'Atendimento', facts: 1, rules })

const rule = fc
  .record({
    lane: fc.constantFrom('reply' as const, 'background' as const),
    folder: fc.constantFrom(undefined, 'Cobrança', 'Entrega'),
    silent: fc.constantFrom(undefined, 30, 60),
    team: fc.constantFrom('a', 'b', 'c', 'd'),
    type: fc.constantFrom('auto-reply', 'ask-ai', 'escalate'),
  })
  .map(
    ({ lane, folder, silent, team, type }): Omit<Rule, 'id' | 'name'> => ({
      lane,
      ...(folder === undefined ? {} : { folder }),
      ...(silent === undefined ? {} : { on: { event: 'customer-silent', minutes: silent } }),
      conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: ['oi'] }] },
      event: lane === 'reply' ? { type, params: { team } } : { type: 'tag', params: { add: [team] } },
    }),
  )
const anyDocument = fc
  .array(rule, { maxLength: 220 })
  .map((rules) => documentOf(rules.map((one, index) => ({ ...one, id: `r${index}`, name: `Regra ${index}` }))))

const collide = (a: Placed, b: Placed) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

describe('the canvas of any workflow', () => {
  test('is laid out the same way each time, and no two cards touch', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const blocks = flowModel(document, none)
        const cards = layOut(blocks)
        expect(layOut(flowModel(structuredClone(document), none))).toEqual(cards)
        const solid = cards.filter(({ what }) => what.kind !== 'frame').sort((a, b) => a.y - b.y)
        for (let i = 0; i < solid.length; i++)
          for (let j = i + 1; j < solid.length; j++) {
            const [a, b] = [solid[i], solid[j]]
            if (!a || !b || b.y >= a.y + a.height) break
            expect(collide(a, b), `${a.id} and ${b.id}`).toBe(false)
          }
      }),
      { numRuns: 60 },
    )
  })

  test('shows every rule once: as a card or inside exactly one closed group', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const shown = layOut(flowModel(document, none)).flatMap(({ what }) =>
          what.kind === 'rule'
            ? [what.placed.rule.id]
            : what.kind === 'group' && !what.open
              ? what.rules.map((one) => one.rule.id)
              : [],
        )
        expect(shown.toSorted()).toEqual(document.rules.map(({ id }) => id).toSorted())
      }),
      { numRuns: 60 },
    )
  })

  test('has lines between cards that exist, and one to an action from every rule', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const blocks = flowModel(document, none)
        const cards = layOut(blocks)
        const known = new Set(cards.map(({ id }) => id))
        const edges = drawEdges(blocks, cards)
        expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length)
        for (const { source, target } of edges) expect([known.has(source), known.has(target)]).toEqual([true, true])
        const acting = edges.filter(({ kind }) => kind === 'does').flatMap(({ ruleIds }) => ruleIds ?? [])
        expect(acting.toSorted()).toEqual(document.rules.map(({ id }) => id).toSorted())
      }),
      { numRuns: 60 },
    )
  })

  test('can be walked from end to end with ↓ and → alone', () => {
    const document = documentOf([on('a', 'a'), on('b', 'b'), tag('c', 'c'), tag('d', 'd')])
    const cards = layOut(flowModel(document, none))
    const edges = drawEdges(flowModel(document, none), cards)
    const seen = new Set<string>()
    const visit = (id: string | null) => {
      if (id === null || seen.has(id)) return
      seen.add(id)
      for (const key of ['ArrowDown', 'ArrowRight']) visit(stepFrom(id, key, cards, edges))
    }
    visit(readingOrder(cards)[0] ?? null)
    expect(seen.size).toBe(readingOrder(cards).length)
  })
})

test('above 150 rules folders are closed and loose rules are gathered; opening one shows its rules', () => {
  const rules = Array.from({ length: 200 }, (_, index) =>
    on(`r${index}`, 'oi', index < 60 ? { folder: 'Cobrança' } : {}),
  )
  const closed = flowModel(documentOf(rules), none)
  expect(layOut(closed).filter(({ what }) => what.kind === 'rule')).toEqual([])
  const folder = groupOf(closed, 'r3')
  expect(folder?.folder).toBe('Cobrança')
  const opened = layOut(flowModel(documentOf(rules), new Set([folder?.id ?? ''])))
  expect(opened.filter(({ what }) => what.kind === 'rule')).toHaveLength(60)
})

describe('the path of a message', () => {
  const document = documentOf([
    on('boleto', 'boleto'),
    on('desligada', 'pedido', { enabled: false }),
    on('pedido', 'pedido'),
    on('tarde', 'pedido'),
    tag('etiqueta', 'pedido'),
    tag('outra', 'boleto'),
  ])
  const blocks = flowModel(document, none)
  const edges = drawEdges(blocks, layOut(blocks))
  const walk = async (text: string) => pathOf(blocks, edges, await decide(document, { 'message.text': text }))
  const named = (ids: ReadonlySet<string>) => [...ids].map((id) => id.replaceAll('event:message-received', 'E'))

  test('goes down the reply lane to the rule that answers, through the ones that are off, and no further', async () => {
    const path = await walk('cadê meu pedido')
    expect(path.marks.get('rule:boleto')).toBe('failed')
    expect(path.marks.get('rule:pedido')).toBe('matched')
    expect(path.marks.get('rule:tarde')).toBe('shadowed')
    expect(path.marks.get('rest:lane:event:message-received:reply')).toBe('dim')
    expect(named(path.edges)).toContain('passes:rule:desligada>rule:pedido')
    expect(named(path.edges)).not.toContain('passes:rule:pedido>rule:tarde')
    expect(named(path.edges).filter((id) => id.startsWith('does:rule'))).toHaveLength(2)
    expect(named(path.edges)).toContain('enters:lane:E:background>rule:etiqueta')
    expect(named(path.edges)).not.toContain('enters:lane:E:background>rule:outra')
  })

  test('ends where nobody matched when no rule answers', async () => {
    const path = await walk('bom dia')
    expect(path.marks.get('rest:lane:event:message-received:reply')).toBe('lit')
    expect(named(path.edges)).toContain('passes:rule:tarde>rest:lane:E:reply')
  })
})

test('things that wish for the same place stand apart, around it', () => {
  expect(spread([100, 100, 100], 10, 0)).toEqual([90, 100, 110])
  expect(spread([0, 0, 500], 10, 0)).toEqual([0, 10, 500])
})
