import {
  type Condition,
  type Lane,
  type Rule,
  type RuleDocument,
  ruleSentence,
  type SentenceOptions,
} from '@faladesk/rules'
import { ourCatalogue } from '../../lib/catalogue.ts'
import { plain } from './plain.ts'

/** What a person looks for among the rules. */
export interface RuleFilter {
  readonly query: string
  readonly lane: Lane | null
  readonly state: 'any' | 'on' | 'off'
  /** A folder's name; `''` for rules filed nowhere, null for any. */
  readonly folder: string | null
  /** Only rules the Doctor has something to say about. */
  readonly findings: boolean
}

/** Every rule. */
export const noFilter: RuleFilter = { query: '', lane: null, state: 'any', folder: null, findings: false }

/** Whether a filter leaves any rule out. */
export const isFiltering = (filter: RuleFilter): boolean =>
  plain(filter.query) !== '' ||
  filter.lane !== null ||
  filter.state !== 'any' ||
  filter.folder !== null ||
  filter.findings

/** How sentences are said, and which rules the Doctor has something to say about. */
export interface SearchOptions {
  readonly say: SentenceOptions
  readonly found: ReadonlySet<string>
}

/** The ids of the rules a filter keeps, in the document's order. Each word must begin a word of the rule, in any order. */
export function searchRules(
  document: RuleDocument,
  filter: RuleFilter,
  { say, found }: SearchOptions,
): readonly string[] {
  const words = plain(filter.query)
    .split(' ')
    .filter(Boolean)
    .map((word) => ` ${word}`)
  return document.rules.filter((rule) => isOf(rule, filter, found) && holds(rule, words, say)).map(({ id }) => id)
}

function isOf(rule: Rule, { lane, state, folder, findings }: RuleFilter, found: ReadonlySet<string>): boolean {
  if (lane !== null && rule.lane !== lane) return false
  if (state !== 'any' && (rule.enabled !== false) !== (state === 'on')) return false
  if (folder !== null && (rule.folder ?? '') !== folder) return false
  return !findings || found.has(rule.id)
}

function holds(rule: Rule, words: readonly string[], say: SentenceOptions): boolean {
  if (words.length === 0) return true
  const text = textOf(rule, say)
  return words.every((word) => text.includes(word))
}

// Rules are immutable: what one says is worked out once for as long as it is said the same way.
const remembered = new WeakMap<SentenceOptions, WeakMap<Rule, string>>()

function textOf(rule: Rule, say: SentenceOptions): string {
  const texts = remembered.get(say) ?? new WeakMap<Rule, string>()
  remembered.set(say, texts)
  const known = texts.get(rule)
  if (known !== undefined) return known
  const { name, id, description = '', folder = '', table = '' } = rule
  const sentence = ruleSentence(rule, { ...say, quoteLength: 1_000 }).text
  const text = ` ${plain([name, id, description, folder, table, sentence, ...namesOf(rule.conditions, say)].join(' | '))} `
  texts.set(rule, text)
  return text
}

// A yes-or-no fact is said as a statement, and a fact's menu name is not the noun of its sentence.
function namesOf(
  condition: Condition,
  { locale = 'pt-BR', catalogue = ourCatalogue() }: SentenceOptions,
): readonly string[] {
  const parts =
    'all' in condition ? condition.all : 'any' in condition ? condition.any : 'not' in condition ? [condition.not] : []
  if (parts.length > 0) return parts.flatMap((part) => namesOf(part, { locale, catalogue }))
  if (!('fact' in condition)) return []
  const label = catalogue.facts.get(condition.fact)?.label[locale]
  return label === undefined ? [condition.fact] : [condition.fact, label]
}
