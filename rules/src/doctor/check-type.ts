import type { Catalogue } from '../catalogue.ts'
import { operatorParts } from '../decorators.ts'
import type { Comparison, Operand } from '../document.ts'
import type { Fact, FactType } from '../fact.ts'
import type { OperandKind } from '../operator.ts'
import { OPERATORS } from '../operators.ts'
import { text } from '../text.ts'
import type { Draft } from './doctor-finding.ts'
import type { Entry, Examination } from './entry.ts'
import type { Leaf } from './formula.ts'
import { conditionInWords, quote, say } from './words.ts'

const OPERAND = text(
  'Na regra {rule}, {part} compara com um valor do tipo errado e não funciona. Use {kind}.',
  'En la regla {rule}, {part} compara con un valor del tipo equivocado y no funciona. Use {kind}.',
  'In the rule {rule}, {part} compares with a value of the wrong type and does not work. Use {kind}.',
)
const KINDS = {
  text: text('um texto', 'un texto', 'a text'),
  list: text('uma lista', 'una lista', 'a list'),
  plain: text('um valor simples', 'un valor simple', 'a plain value'),
  ordered: text('um número ou uma data', 'un número o una fecha', 'a number or a date'),
  true: text('true', 'true', 'true'),
}
const FACTS = text(
  'Na regra {rule}, {part} compara dois fatos de tipos diferentes, que nunca são iguais. Compare fatos do mesmo tipo.',
  'En la regla {rule}, {part} compara dos hechos de tipos distintos, que nunca son iguales. Compare hechos del mismo tipo.',
  'In the rule {rule}, {part} compares two facts of different types, which are never equal. Compare facts of one type.',
)

/** Finds operands of the wrong type where validation cannot judge: behind a path, after `swap:`, and from another fact. */
export function checkType({ rule, reading }: Entry, examination: Examination): readonly Draft[] {
  const { catalogue, locale } = examination
  return reading.leaves.flatMap((leaf): Draft[] => {
    const message = mistake(leaf, catalogue)
    if (message === null) return []
    const part = conditionInWords(leaf.comparison, examination)
    const { words, kind } = message
    return [
      {
        kind: 'type',
        severity: 'error',
        otherIds: [],
        at: kind === null ? leaf.at : `${leaf.at}/value`,
        shared: leaf.shared,
        message: say(words, locale, { rule: quote(rule.name), part, kind: kind === null ? '' : KINDS[kind][locale] }),
      },
    ]
  })
}

interface Mistake {
  readonly words: typeof OPERAND
  readonly kind: keyof typeof KINDS | null
}

function mistake({ comparison }: Leaf, catalogue: Catalogue): Mistake | null {
  const { decorators, base } = operatorParts(comparison.operator)
  const operator = OPERATORS.find((one) => one.name === base)
  if (operator === undefined) return null
  const { value } = comparison
  const fact = catalogue.facts.get(comparison.fact)
  if (isReference(value)) return decorators.length === 0 ? betweenFacts(comparison, value, base, catalogue) : null
  // Elsewhere validation has compared the operand with the fact's type.
  if (fact?.type !== 'object' || decorators.some((name) => name !== 'not')) return null
  const kind = unfit(operator.operand, base, value)
  return kind === null ? null : { words: OPERAND, kind }
}

function unfit(kind: OperandKind, base: string, value: Operand): keyof typeof KINDS | null {
  const list = Array.isArray(value)
  switch (kind) {
    case 'text':
      return typeof value === 'string' ? null : 'text'
    case 'words':
      return typeof value === 'string' || (list && value.every((item) => typeof item === 'string')) ? null : 'text'
    case 'list':
      // A text here is searched for the fact's value: strange, but it works.
      return list || typeof value === 'string' ? null : 'list'
    case 'element':
      return list ? 'plain' : null
    case 'true':
      return null
    case 'same':
      if (!/than/iu.test(base)) return list ? 'plain' : null
      return typeof value === 'number' || (typeof value === 'string' && readsAsOrdered(value)) ? null : 'ordered'
  }
}

const readsAsOrdered = (value: string): boolean => !Number.isNaN(Number.parseFloat(value))

const isReference = (
  value: Operand,
): value is Exclude<Operand, string | number | boolean | null | readonly unknown[]> =>
  typeof value === 'object' && value !== null && 'fact' in value

// What kind of JSON value a fact is; facts behind a path may be any.
const JSON_TYPE: Readonly<Record<Exclude<FactType, 'object'>, string>> = {
  string: 'string',
  enum: 'string',
  datetime: 'string',
  number: 'number',
  boolean: 'boolean',
  'string[]': 'list',
}

const typeOf = (fact: Fact | undefined): string | undefined =>
  fact === undefined || fact.type === 'object' ? undefined : JSON_TYPE[fact.type]

function betweenFacts(
  comparison: Comparison,
  other: { readonly fact: string },
  base: string,
  catalogue: Catalogue,
): Mistake | null {
  if (base !== 'equal') return null
  const [one, two] = [typeOf(catalogue.facts.get(comparison.fact)), typeOf(catalogue.facts.get(other.fact))]
  return one === undefined || two === undefined || one === two ? null : { words: FACTS, kind: null }
}
