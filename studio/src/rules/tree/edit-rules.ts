import { CATALOGUE, type Edit, fold, type Lane, type Rule, type RuleDocument } from '@faladesk/rules'
import { freshParams } from './fresh-value.ts'

/** A rule to begin with: it says what most rules say, and lacks only its own words. */
export function newRule(document: RuleDocument, lane: Lane, name: string): Rule {
  const action = CATALOGUE.actions.get(lane === 'reply' ? 'auto-reply' : 'tag')
  return {
    id: freshId(document, name),
    name,
    lane,
    enabled: true,
    conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: [] }] },
    event: { type: action?.type ?? 'ignore', params: action ? freshParams(action.params) : {} },
  }
}

/** An id like the name, which no rule of the document has. */
export function freshId(document: RuleDocument, name: string): string {
  const words = [...fold(name).words]
    .join('-')
    .replaceAll(/[^a-z0-9-]/g, '')
    .slice(0, 48)
  const base = /^[a-z0-9]/.test(words) ? words : 'regra'
  const taken = new Set(document.rules.map(({ id }) => id))
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!taken.has(id)) return id
  }
}

/** Puts a rule after the last one of its lane. */
export function addRule(document: RuleDocument, rule: Rule): readonly Edit[] {
  const last = document.rules.findLastIndex(({ lane }) => lane === rule.lane)
  return [{ op: 'add', pointer: `/rules/${last < 0 ? document.rules.length : last + 1}`, value: rule }]
}

/** Copies a rule to the place after it, under a name and an id of its own. */
export function duplicateRule(
  document: RuleDocument,
  id: string,
  name: string,
): { edits: readonly Edit[]; id: string } | null {
  const index = document.rules.findIndex((rule) => rule.id === id)
  const rule = document.rules[index]
  if (!rule) return null
  const copy = { ...rule, id: freshId(document, name), name }
  return { edits: [{ op: 'add', pointer: `/rules/${index + 1}`, value: copy }], id: copy.id }
}

/** Takes a rule away. */
export function removeRule(document: RuleDocument, id: string): readonly Edit[] {
  const index = document.rules.findIndex((rule) => rule.id === id)
  return index < 0 ? [] : [{ op: 'remove', pointer: `/rules/${index}` }]
}

/** Puts a rule where another of its lane stands, as dragging it there does. */
export function moveRuleTo(document: RuleDocument, id: string, over: string): readonly Edit[] {
  const from = document.rules.findIndex((rule) => rule.id === id)
  const to = document.rules.findIndex((rule) => rule.id === over)
  const rule = document.rules[from]
  if (!rule || to < 0 || from === to || document.rules[to]?.lane !== rule.lane) return []
  return [
    { op: 'remove', pointer: `/rules/${from}` },
    { op: 'add', pointer: `/rules/${to}`, value: rule },
  ]
}

/** Turns a rule on or off; a switch that was not written is written only when it says something new. */
export function switchRule(document: RuleDocument, id: string, enabled: boolean): readonly Edit[] {
  const index = document.rules.findIndex((rule) => rule.id === id)
  const rule = document.rules[index]
  if (!rule) return []
  return [{ op: rule.enabled === undefined ? 'add' : 'replace', pointer: `/rules/${index}/enabled`, value: enabled }]
}
