import fc from 'fast-check'
import { annotate } from '../src/annotate.ts'
import { type Decision, decide, prepareDocument, type RuleDocument, shadowCheck } from '../src/index.ts'
import type { Judged } from '../src/judge.ts'
import { anyFacts } from './documents.ts'
import { plainResults } from './plain-engine.ts'
import { randomDocument, randomSituation } from './random-rules.ts'

type Facts = Readonly<Record<string, unknown>>

/** A law that must hold of whatever is drawn for it. */
export interface Law {
  readonly name: string
  readonly property: fc.IAsyncProperty<unknown>
  /** How often each interesting thing was drawn; a law that never saw one proved nothing. */
  readonly seen: Readonly<Record<string, number>>
}

const lazyNames = fc.subarray(['a.text', 'a.number', 'a.list', 'a.object', 'a.missing'])

/** Throws a sentence unless two values are the same JSON. */
function same(what: string, given: unknown, wanted: unknown): void {
  const [one, other] = [JSON.stringify(given), JSON.stringify(wanted)]
  if (one !== other) throw new Error(`${what}: ${one}, but plain json-rules-engine says ${other}`)
}

// What production does, with some facts only on request; and what became of the request.
async function decideLazily(
  document: RuleDocument,
  facts: Facts,
  names: readonly string[],
  rejects: boolean,
  more = {},
) {
  const asked: string[] = []
  const decision = await decide(document, without(facts, names), {
    lazy: {
      names: new Set(names),
      async fetch(wanted) {
        asked.push(...wanted)
        if (rejects) throw new Error('not today')
        return Object.fromEntries(wanted.map((name) => [name, facts[name]]))
      },
    },
    ...more,
  })
  same('facts were asked for', asked, decision.fetched)
  if (new Set(asked).size < asked.length) throw new Error(`asked twice: ${asked}`)
  return decision
}

const without = (facts: Facts, names: readonly string[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name)))

const only = (facts: Facts, names: readonly string[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name)))

const chosen = ({ reply, background }: Decision) => [reply?.ruleId ?? null, background.map(({ ruleId }) => ruleId)]

function likePlainEngine(): Law {
  const seen = { matched: 0, failed: 0, error: 0, fetched: 0, spared: 0, rejected: 0 }
  const property = fc.asyncProperty(
    randomDocument,
    anyFacts,
    lazyNames,
    fc.boolean(),
    async (document, facts, names, rejects) => {
      const known = without(facts, names)
      const ends = (await plainResults(document, known, rejects ? {} : only(facts, names))).map((end) =>
        end === 'error' ? 'error' : end.result === true ? 'matched' : 'failed',
      )
      for (const end of ends) seen[end]++
      const matches = document.rules.filter((_, index) => ends[index] === 'matched')
      const reply = matches.find(({ lane }) => lane === 'reply')?.id ?? null
      const background = matches.filter(({ lane }) => lane === 'background').map(({ id }) => id)

      const quick = await decideLazily(document, facts, names, rejects, { explain: 'matched' })
      same('the quick decision', chosen(quick), [reply, background])
      const whole = await decideLazily(document, facts, names, rejects)
      same('the decision', chosen(whole), [reply, background])
      if (whole.fetched.length > 0) seen[rejects ? 'rejected' : 'fetched']++
      if (whole.fetched.length < names.length) seen.spared++

      // Every rule ends as it does in the plain engine, except that the lower replies ask for no facts.
      const winner = document.rules.findIndex(({ id }) => id === reply)
      whole.explain.forEach(({ outcome, lane, reason }, index) => {
        const below = lane === 'reply' && winner >= 0 && index > winner
        const end = ends[index] === 'matched' && below ? 'shadowed' : ends[index]
        if (below && outcome === 'not-evaluated') same('a rule left out', reason, 'not-needed')
        else same(`rule ${index}`, outcome, end)
      })
      // The quick way explains what matched and broke just the same.
      for (const explained of quick.explain)
        same(
          `the quick explanation of ${explained.id}`,
          explained,
          whole.explain.find(({ id }) => id === explained.id),
        )
      const told = new Set(quick.explain.map(({ id }) => id))
      for (const { id, outcome, lane } of whole.explain)
        if (outcome === 'matched' || (outcome === 'error' && lane === 'background'))
          if (!told.has(id)) throw new Error(`${id} is missing in the quick explanation`)
    },
  )
  return { name: 'a decision is that of plain json-rules-engine over all rules', property, seen }
}

function likeItsAnnotations(): Law {
  const seen = { true: 0, false: 0 }
  const property = fc.asyncProperty(randomDocument, anyFacts, async (document, facts) => {
    const { rules } = prepareDocument(document)
    const plain = await plainResults(document, facts)
    for (const [index, { conditions }] of rules.entries()) {
      const end = plain[index]
      if (conditions === undefined || end === undefined) throw new Error(`rule ${index} was not decided`)
      const verdict = annotate(conditions, facts)
      if (end === 'error') {
        same(`rule ${index}`, verdict.broken, true)
        continue
      }
      seen[`${verdict.result}`]++
      same(`rule ${index}`, [verdict.result, verdict.broken], [end.result, false])
      // A rule that is nothing but a reference has its result in two places.
      const { result: _, ...annotated } = end.conditions as Judged
      same(`tree of rule ${index}`, bare(verdict.conditions), bare(annotated))
    }
  })
  return {
    name: 'the tree of a rule nobody asked the engine about is what the engine would have annotated',
    property,
    seen,
  }
}

// Only what an explanation reads: results, what was compared, and nothing of what was spared.
function bare({ all, any, not, result, factResult, valueResult }: Judged): unknown {
  const part = (one: Judged) => (one.result === undefined ? 'spared' : bare(one))
  const parts = { all: all?.map(part), any: any?.map(part), not: not === undefined ? undefined : part(not) }
  return { ...parts, result, compared: (all ?? any ?? not) ? undefined : [factResult, valueResult] }
}

function whoIsAsked(): Law {
  const seen = { asked: 0, left: 0 }
  const property = fc.asyncProperty(randomSituation, anyFacts, async ({ document, events, stopped }, facts) => {
    const asks = document.rules.map(({ id, enabled, on = { event: 'message-received' as const } }) => {
      const now = events.some(({ event, minutes }) => event === on.event && (minutes ?? on.minutes) === on.minutes)
      return enabled !== false && !stopped.has(id) && now
    })
    for (const one of asks) seen[one ? 'asked' : 'left']++
    const rest = {
      ...document,
      rules: document.rules.filter((_, index) => asks[index]).map(({ on: _, ...rule }) => rule),
    }
    const wanted = chosen(await decide(rest, facts))
    for (const explain of ['all', 'matched'] as const)
      same(explain, chosen(await decide(document, facts, { events, stopped, explain })), wanted)
  })
  return { name: 'rules that are off, stopped or wait for another event are as if they were not there', property, seen }
}

function shadowed(): Law {
  const seen = { right: 0, wrong: 0 }
  const property = fc.asyncProperty(randomDocument, anyFacts, async (document, facts) => {
    const prepared = prepareDocument(document)
    const decision = await decide(prepared, facts, { explain: 'matched' })
    same('the shadow check', await shadowCheck(prepared, facts, decision), [])
    seen.right++
    const [first] = decision.background
    if (first === undefined) return
    seen.wrong++
    const wrong = { ...decision, background: decision.background.slice(1) }
    same('the shadow check of a wrong one', await shadowCheck(prepared, facts, wrong), [first.ruleId])
  })
  return { name: 'the shadow check agrees with what was decided and finds what is missing', property, seen }
}

/** The laws of the engine, each made anew so that what it has seen is this run's. */
export const laws = (): readonly Law[] => [likePlainEngine(), likeItsAnnotations(), whoIsAsked(), shadowed()]
