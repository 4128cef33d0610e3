import { type Catalogue, operatorsOf } from './catalogue.ts'
import { operatorParts } from './decorators.ts'
import { type Comparison, type Condition, type FactReference, type Operand, partsOf } from './document.ts'
import type { Fact, FactType } from './fact.ts'
import type { Report } from './finding.ts'
import { foldPhrase } from './fold.ts'
import { misfit } from './operand.ts'
import type { OperandKind } from './operator.ts'

/** Checks every comparison of a condition against the types of its fact and operator. */
export function checkComparisons(condition: Condition, pointer: string, catalogue: Catalogue, report: Report): void {
  if ('fact' in condition) checkComparison(condition, pointer, catalogue, report)
  for (const part of partsOf(condition) ?? [])
    checkComparisons(part.condition, `${pointer}/${part.step}`, catalogue, report)
}

const isReference = (value: Operand): value is FactReference =>
  typeof value === 'object' && value !== null && 'fact' in value

function checkComparison(comparison: Comparison, pointer: string, catalogue: Catalogue, report: Report): void {
  const fact = catalogue.facts.get(comparison.fact)
  const { decorators, base } = operatorParts(comparison.operator)
  const operator = catalogue.operators.get(base)
  if (fact === undefined || operator === undefined) return
  checkPath(fact, comparison.path, pointer, report)
  if (isReference(comparison.value)) {
    const other = catalogue.facts.get(comparison.value.fact)
    if (other !== undefined) checkPath(other, comparison.value.path, `${pointer}/value`, report)
  }
  // `swap` turns the sides around and a path reads a value of any type: neither can be judged beforehand.
  if (decorators.includes('swap') || fact.type === 'object') return

  const type = decorators.some((name) => name === 'someFact' || name === 'everyFact') ? elementType(fact) : fact.type
  if (type === undefined || !operator.types.includes(type)) {
    const allowed = operatorsOf(fact, catalogue).map((one) => one.name)
    report({ code: 'operator-misfit', pointer: `${pointer}/operator`, given: comparison.operator, allowed })
    return
  }
  checkOperand(comparison, operator.operand, type, fact, `${pointer}/value`, report)
}

function checkOperand(
  { value: operand, operator }: Comparison,
  kind: OperandKind,
  type: FactType,
  fact: Fact,
  pointer: string,
  report: Report,
): void {
  if (isReference(operand)) return
  const each = /(some|every)Value:/u.test(operator)
  const values = each && Array.isArray(operand) ? operand : [operand]
  if (each && !Array.isArray(operand)) report({ code: 'operand-misfit', pointer, given: operand, allowed: ['array'] })
  else
    values.forEach((value: Operand, index) => {
      const at = each ? `${pointer}/${index}` : pointer
      const allowed = misfit(kind, type, fact, value)
      if (allowed !== null) report({ code: 'operand-misfit', pointer: at, given: value, allowed })
      else if (kind === 'words' || kind === 'text') checkWords(value, at, report)
    })
}

const elementType = (fact: Fact): FactType | undefined => (fact.type === 'string[]' ? 'string' : undefined)

function checkPath(fact: Fact, path: string | undefined, pointer: string, report: Report): void {
  if (fact.type === 'object' && path === undefined) report({ code: 'needs-path', pointer: `${pointer}/path` })
  if (fact.type !== 'object' && path !== undefined)
    report({ code: 'needless-path', pointer: `${pointer}/path`, given: path })
}

function checkWords(value: Operand, pointer: string, report: Report): void {
  const phrases = Array.isArray(value) ? value : [value]
  phrases.forEach((phrase, index) => {
    if (typeof phrase !== 'string' || foldPhrase(phrase).words.size > 0) return
    report({ code: 'no-words', pointer: Array.isArray(value) ? `${pointer}/${index}` : pointer, given: phrase })
  })
}
