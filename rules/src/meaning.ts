import { actionTexts } from './action-texts.ts'
import type { Action } from './actions.ts'
import { type Catalogue, isPluginFact } from './catalogue.ts'
import type { Lane, Rule, RuleDocument } from './document.ts'
import type { Report } from './finding.ts'
import { LIMITS } from './limits.ts'
import { checkComparisons } from './meaning-comparison.ts'
import { checkReferences } from './meaning-references.ts'
import { escapeKey } from './scan.ts'
import { factOf, placeholders } from './template.ts'
import { nearest } from './text.ts'

/** Checks what a schema cannot say: unique ids, shared conditions without loops, sizes, types, tests that name real rules. */
export function checkMeaning(document: RuleDocument, catalogue: Catalogue, report: Report, warn: Report): void {
  checkIds(document.rules, report)
  checkReferences(document, report)
  for (const [name, group] of Object.entries(document.conditions ?? {})) {
    const pointer = `/conditions/${escapeKey(name)}`
    if (!isWithin(group, LIMITS.valuesOfPart)) report({ code: 'too-big-part', pointer })
    checkComparisons(group, pointer, catalogue, report)
  }
  document.rules.forEach((rule, index) => {
    if (!isWithin(rule, LIMITS.valuesOfPart)) report({ code: 'too-big-part', pointer: `/rules/${index}` })
    checkComparisons(rule.conditions, `/rules/${index}/conditions`, catalogue, report)
    const action = catalogue.actions.get(rule.event.type)
    if (action !== undefined) checkTemplates(rule, action, `/rules/${index}/event/params`, catalogue, warn)
  })
  checkTests(document, catalogue, report)
}

// Only an author's own `x-…` keys can make a part larger than deciding accepts; the nesting is known to be bounded.
function isWithin(part: unknown, values: number): boolean {
  let left = values
  const count = (value: unknown): boolean => {
    if (--left < 0) return false
    return typeof value !== 'object' || value === null || Object.values(value).every(count)
  }
  return count(part)
}

function checkIds(rules: readonly Rule[], report: Report): void {
  const seen = new Set<string>()
  rules.forEach(({ id }, index) => {
    if (seen.has(id)) report({ code: 'duplicate-id', pointer: `/rules/${index}/id`, given: id })
    seen.add(id)
  })
}

function checkTemplates(rule: Rule, action: Action, pointer: string, catalogue: Catalogue, warn: Report): void {
  for (const { path, text } of actionTexts(action, rule.event.params))
    for (const placeholder of placeholders(text))
      if (factOf(placeholder, catalogue.facts) === undefined)
        warn({
          code: 'unknown-placeholder',
          pointer: `${pointer}/${path.map(escapeKey).join('/')}`,
          given: placeholder,
        })
}

function checkTests(document: RuleDocument, catalogue: Catalogue, report: Report): void {
  const ids = (lane: Lane) => document.rules.filter((rule) => rule.lane === lane).map((rule) => rule.id)
  const known = { reply: new Set(ids('reply')), background: new Set(ids('background')) }
  const facts = [...catalogue.facts.keys()]
  const expectRule = (lane: Lane, given: string, pointer: string) => {
    if (!known[lane].has(given))
      report({ code: 'unknown-rule', pointer, given, allowed: [...known[lane]], nearest: nearest(given, known[lane]) })
  }
  document.tests?.forEach((test, index) => {
    const at = `/tests/${index}`
    for (const given of Object.keys(test.facts))
      if (!catalogue.facts.has(given) && !isPluginFact(given)) {
        const pointer = `${at}/facts/${escapeKey(given)}`
        report({ code: 'unknown-fact', pointer, given, allowed: facts, nearest: nearest(given, facts) })
      }
    const { reply, background } = test.expect
    if (typeof reply === 'string') expectRule('reply', reply, `${at}/expect/reply`)
    background?.forEach((id, n) => void expectRule('background', id, `${at}/expect/background/${n}`))
  })
}
