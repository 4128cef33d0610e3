import type { Difference, Saying } from './differences.ts'
import type { Group, RuleDocument } from './document.ts'
import { sameJson } from './same-json.ts'
import { conditionSentence } from './sentence.ts'

const TOLD = new Set(['name', 'description', 'facts', 'conditions', 'rules', 'tests'])

/** What changed around the rules: names, shared conditions, tests, an author's own keys. */
export function* aroundRules(before: RuleDocument, after: RuleDocument, say: Saying): Generator<Difference> {
  const { words } = say
  if (before.name !== after.name)
    yield {
      ...about(words.documentRenamed.replace('{old}', () => before.name).replace('{name}', () => after.name)),
      before: before.name,
      after: after.name,
    }
  if (before.description !== after.description) yield about(words.documentDescribed)
  yield* shared(before.conditions ?? {}, after.conditions ?? {}, say)
  yield* tests(before, after, say)
  if (!sameJson(extrasOf(before), extrasOf(after))) yield about(words.documentAnnotated)
}

const about = (sentence: string): Difference => ({ kind: 'document', ruleId: null, sentence })

type Shared = Readonly<Record<string, Group>>

function* shared(was: Shared, is: Shared, { words, options }: Saying): Generator<Difference> {
  const said = (group: Group) => conditionSentence(group, options).text
  const named = (sentence: string, name: string) => sentence.replace('{name}', () => name)
  for (const [name, group] of Object.entries(is)) {
    const old = Object.hasOwn(was, name) ? was[name] : undefined
    if (old === undefined)
      yield { ...about(named(words.conditionAdded, name).replace('{after}', () => said(group))), after: said(group) }
    else if (!sameJson(old, group)) {
      const [before, after] = [said(old), said(group)]
      const sentence = named(words.conditionChanged, name)
        .replace('{before}', () => before)
        .replace('{after}', () => after)
      yield { ...about(sentence), before, after }
    }
  }
  for (const [name, group] of Object.entries(was))
    if (!Object.hasOwn(is, name)) yield { ...about(named(words.conditionRemoved, name)), before: said(group) }
}

function* tests(before: RuleDocument, after: RuleDocument, { words }: Saying): Generator<Difference> {
  const old = new Map(before.tests?.map((test) => [test.name, test]))
  const now = new Map(after.tests?.map((test) => [test.name, test]))
  const named = (sentence: string, name: string) => about(sentence.replace('{name}', () => name))
  for (const [name, test] of now)
    if (!old.has(name)) yield named(words.testAdded, name)
    else if (!sameJson(old.get(name), test)) yield named(words.testChanged, name)
  for (const name of old.keys()) if (!now.has(name)) yield named(words.testRemoved, name)
}

const extrasOf = (document: RuleDocument): object =>
  Object.fromEntries(Object.entries(document).filter(([key]) => !TOLD.has(key)))
