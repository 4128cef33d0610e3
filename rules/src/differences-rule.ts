import type { Difference, Saying } from './differences.ts'
import type { Rule } from './document.ts'
import { sameJson } from './same-json.ts'

const TOLD = new Set(['id', 'name', 'enabled', 'lane', 'on', 'conditions', 'event', 'description', 'folder', 'table'])

/** What changed in one rule, one sentence for each thing. */
export function* changesOf(was: Rule, rule: Rule, say: Saying): Generator<Difference> {
  const { words } = say
  const changed = (sentence: string, more: object = {}): Difference => ({
    kind: 'changed',
    ruleId: rule.id,
    sentence: sentence.replaceAll('{name}', () => rule.name),
    ...more,
  })
  if (was.name !== rule.name)
    yield changed(
      words.renamed.replace('{old}', () => was.name),
      { before: was.name, after: rule.name },
    )
  const on = rule.enabled !== false
  if ((was.enabled !== false) !== on)
    yield { ...changed(on ? words.turnedOn : words.turnedOff), kind: on ? 'turned-on' : 'turned-off' }
  if (was.lane !== rule.lane) yield changed(rule.lane === 'reply' ? words.toReply : words.toBackground)
  yield* meaning(was, rule, say, changed)
  if (!sameJson(was.description, rule.description)) yield changed(words.described)
  if (was.folder !== rule.folder)
    yield changed(rule.folder === undefined ? words.unfiled : words.filed.replace('{folder}', () => rule.folder ?? ''))
  if (was.table !== rule.table) yield changed(rule.table === undefined ? words.untabled : words.tabled)
  if (!sameJson(extrasOf(was), extrasOf(rule))) yield changed(words.annotated)
}

function* meaning(
  was: Rule,
  rule: Rule,
  { words, sentence }: Saying,
  changed: (sentence: string, more?: object) => Difference,
): Generator<Difference> {
  const said = ({ on, conditions, event }: Rule) => [on ?? null, conditions, event]
  if (sameJson(said(was), said(rule))) return
  const [before, after] = [sentence(was), sentence(rule)]
  // A label, a comparison's priority or an author's own key: the sentence does not show it, so it is said apart.
  if (before === after) yield changed(words.unseen)
  else
    yield changed(
      words.changed.replace('{before}', () => before).replace('{after}', () => after),
      { before, after },
    )
}

const extrasOf = (rule: Rule): object => Object.fromEntries(Object.entries(rule).filter(([key]) => !TOLD.has(key)))
