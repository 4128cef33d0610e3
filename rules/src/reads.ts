import { actionTexts } from './action-texts.ts'
import { CATALOGUE, type Catalogue } from './catalogue.ts'
import { type Condition, partsOf, type RuleDocument } from './document.ts'
import { factOf, placeholders } from './template.ts'

/**
 * The facts a valid document reads, in its enabled rules' conditions and texts: what a caller has to supply.
 * Facts marked `lazy` that are not in here need not be computed.
 */
export function factsRead(document: RuleDocument, catalogue: Catalogue = CATALOGUE): ReadonlySet<string> {
  const names = new Set<string>()
  const visited = new Set<string>()

  const visit = (condition: Condition): void => {
    if ('fact' in condition) {
      names.add(condition.fact)
      const { value } = condition
      if (typeof value === 'object' && value !== null && 'fact' in value) names.add(value.fact)
    } else if ('condition' in condition) {
      const body = document.conditions?.[condition.condition]
      if (body === undefined || visited.has(condition.condition)) return
      visited.add(condition.condition)
      visit(body)
    } else for (const part of partsOf(condition) ?? []) visit(part.condition)
  }

  for (const { enabled, conditions, event } of document.rules) {
    if (enabled === false) continue
    visit(conditions)
    for (const { text } of actionTexts(catalogue.actions.get(event.type), event.params)) {
      for (const placeholder of placeholders(text)) {
        const fact = factOf(placeholder, catalogue.facts)
        if (fact !== undefined) names.add(fact.name)
      }
    }
  }
  return names
}
