import { CATALOGUE } from './catalogue.ts'
import { aroundRules } from './differences-document.ts'
import { changesOf } from './differences-rule.ts'
import { DIFFERENCE_WORDS, type DifferenceWords, placed } from './differences-words.ts'
import type { Rule, RuleDocument } from './document.ts'
import { longestRising } from './longest-rising.ts'
import { ruleSentence } from './sentence.ts'
import type { SentenceOptions } from './sentence-part.ts'

/** One thing that publishing would change, as people would say it. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved' | 'turned-on' | 'turned-off' | 'document'
  /** Null when it is not about one rule. */
  readonly ruleId: string | null
  readonly sentence: string
  /** How it read before and reads now, where both can be said. */
  readonly before?: string
  readonly after?: string
}

/** How differences are said: in which language, with which catalogue and names. */
export type DifferenceOptions = Omit<SentenceOptions, 'quoteLength'>

/** What the parts of a comparison share. */
export interface Saying {
  readonly words: DifferenceWords
  readonly options: SentenceOptions
  readonly sentence: (rule: Rule) => string
}

/**
 * What `after` changes of `before` (null: there was nothing), in sentences. A rule is known by its id; only rules that
 * had to be picked up to turn one order into the other were moved, the rest merely made room.
 */
export function differences(
  before: RuleDocument | null,
  after: RuleDocument,
  options: DifferenceOptions = {},
): readonly Difference[] {
  const { locale = 'pt-BR', catalogue = CATALOGUE } = options
  const full = { ...options, locale, catalogue, quoteLength: 4_096 }
  const say: Saying = {
    words: DIFFERENCE_WORDS[locale],
    options: full,
    sentence: (rule) => ruleSentence(rule, full).text,
  }
  const old = new Map(before?.rules.map((rule) => [rule.id, rule]))
  const now = new Map(after.rules.map((rule) => [rule.id, rule]))
  const found: Difference[] = []
  for (const rule of before?.rules ?? [])
    if (!now.has(rule.id)) found.push(whole('removed', rule, { before: say.sentence(rule) }, say))
  for (const rule of after.rules) {
    const was = old.get(rule.id)
    if (was === undefined) found.push(whole('added', rule, { after: say.sentence(rule) }, say))
    else if (was !== rule) found.push(...changesOf(was, rule, say))
  }
  if (before === null) return found
  return [...found, ...moves(before, after, say), ...aroundRules(before, after, say)]
}

function whole(
  kind: 'added' | 'removed',
  rule: Rule,
  said: { before?: string; after?: string },
  { words }: Saying,
): Difference {
  const sentence = words[kind]
    .replace('{name}', () => rule.name)
    .replace('{rule}', () => said.after ?? said.before ?? '')
  return { kind, ruleId: rule.id, sentence, ...said }
}

// Only among rules that stayed in their lane: one that changed lanes is told as a change.
function moves(before: RuleDocument, after: RuleDocument, { words }: Saying): Difference[] {
  const was = places(before)
  const is = places(after)
  const found: Difference[] = []
  for (const lane of ['reply', 'background'] as const) {
    const common = after.rules.filter((rule) => rule.lane === lane && was.get(rule.id)?.lane === lane)
    const stayed = longestRising(common.map((rule) => was.get(rule.id)?.place ?? 0))
    common.forEach((rule, index) => {
      if (stayed.has(index)) return
      const [from, to] = [was.get(rule.id)?.place ?? 0, is.get(rule.id)?.place ?? 0]
      const sentence = words[lane === 'reply' ? 'movedReply' : 'movedBackground']
        .replace('{from}', placed(from, words))
        .replace('{to}', placed(to, words))
        .replace('{name}', () => rule.name)
      found.push({ kind: 'moved', ruleId: rule.id, sentence })
    })
  }
  return found
}

function places({ rules }: RuleDocument): ReadonlyMap<string, { lane: Rule['lane']; place: number }> {
  const count = { reply: 0, background: 0 }
  return new Map(rules.map(({ id, lane }) => [id, { lane, place: ++count[lane] }]))
}
