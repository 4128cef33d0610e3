import { CATALOGUE } from './catalogue.ts'
import { operatorParts } from './decorators.ts'
import type { Comparison, Condition, Operand } from './document.ts'
import type { Fact } from './fact.ts'
import type { Operator } from './operator.ts'
import { joined, part, plain, quoted, type SentenceOptions, type SentencePart } from './sentence-part.ts'
import { inWords } from './template.ts'
import { text } from './text.ts'

const AND = text(' e ', ' y ', ' and ')
const OR = text(' ou ', ' o ', ' or ')
const NOT = text('não é verdade que ', 'no es verdad que ', 'it is not true that ')
const HOLDS = text('vale a condição ', 'se cumple la condición ', 'this condition holds: ')
const FAILS = text('não vale a condição ', 'no se cumple la condición ', 'this condition does not hold: ')
const SOME_ITEM = text('algum item d', 'algún elemento de ', 'some item of ')
const EVERY_ITEM = text('todo item d', 'todo elemento de ', 'every item of ')
const SOME_VALUE = text(' (algum destes)', ' (alguno de estos)', ' (any of these)')
const EVERY_VALUE = text(' (todos estes)', ' (todos estos)', ' (all of these)')
const NOTHING = text('nada', 'nada', 'nothing')

/** Says a condition in pieces; `negated` says its opposite, `inside` puts a group of several in parentheses. */
export function conditionParts(
  condition: Condition,
  options: SentenceOptions,
  negated = false,
  inside = false,
): readonly SentencePart[] {
  const { locale = 'pt-BR' } = options
  if ('not' in condition) return conditionParts(condition.not, options, !negated, inside)
  if ('condition' in condition)
    return [plain((negated ? FAILS : HOLDS)[locale]), part('condition', quoted(condition.condition, options))]
  if ('fact' in condition) return comparisonParts(condition, options, negated)
  const all = 'all' in condition
  const members = all ? condition.all : condition.any
  const [only] = members
  if (members.length === 1 && only !== undefined) return conditionParts(only, options, negated, inside)
  const said = joined(
    members.map((member) => conditionParts(member, options, false, true)),
    (all ? AND : OR)[locale],
  )
  if (negated) return [plain(`${NOT[locale]}(`), ...said, plain(')')]
  return inside ? [plain('('), ...said, plain(')')] : said
}

function comparisonParts(comparison: Comparison, options: SentenceOptions, negated: boolean): readonly SentencePart[] {
  const { locale = 'pt-BR', catalogue = CATALOGUE } = options
  const { decorators, base } = operatorParts(comparison.operator)
  const fact = catalogue.facts.get(comparison.fact)
  const operator = catalogue.operators.get(base)
  const opposite = decorators.filter((name) => name === 'not').length % 2 === 1 ? !negated : negated
  const statement = stated(comparison, fact, base, opposite)
  if (statement !== undefined) return [part('fact', statement[locale])]

  const label = operator === undefined ? base : (opposite ? operator.negated : operator.label)[locale]
  const each = decorators.includes('someValue')
    ? SOME_VALUE
    : decorators.includes('everyValue')
      ? EVERY_VALUE
      : undefined
  const subject = [part('fact', subjectOf(comparison, fact, decorators, options))]
  const verb = [plain(' '), part('operator', label + (each?.[locale] ?? ''))]
  if (operator?.operand === 'true') return [...subject, ...verb]
  const object = [part('value', valueInWords(comparison.value, fact, operator, options))]
  return decorators.includes('swap')
    ? [...object, ...verb, plain(' '), ...subject]
    : [...subject, ...verb, plain(' '), ...object]
}

// A yes-or-no fact reads as a statement: “estamos em horário de atendimento”, not “o horário é sim”.
function stated({ value, path, operator }: Comparison, fact: Fact | undefined, base: string, negated: boolean) {
  const asked = base === 'equal' || base === 'notEqual'
  if (fact?.says === undefined || typeof value !== 'boolean' || path !== undefined || !asked) return undefined
  if (/swap|some|every/u.test(operator)) return undefined
  const yes = (value === (base === 'equal')) !== negated
  return yes ? fact.says.true : fact.says.false
}

function subjectOf(
  comparison: Comparison,
  fact: Fact | undefined,
  decorators: readonly string[],
  options: SentenceOptions,
): string {
  const { locale = 'pt-BR' } = options
  const noun = fact?.noun[locale] ?? comparison.fact
  const named = comparison.path === undefined ? noun : `${noun} ${quoted(comparison.path.slice(2), options)}`
  if (decorators.includes('someFact')) return SOME_ITEM[locale] + named
  if (decorators.includes('everyFact')) return EVERY_ITEM[locale] + named
  return named
}

function valueInWords(
  value: Operand,
  fact: Fact | undefined,
  operator: Operator | undefined,
  options: SentenceOptions,
): string {
  const { locale = 'pt-BR', catalogue = CATALOGUE } = options
  if (value === null) return NOTHING[locale]
  if (typeof value === 'object' && 'fact' in value) {
    const noun = catalogue.facts.get(value.fact)?.noun[locale] ?? value.fact
    return value.path === undefined ? noun : `${noun} ${quoted(value.path.slice(2), options)}`
  }
  const said = inWords(value, fact, options)
  return typeof value === 'string' && operator?.operand === 'text' ? quoted(said, options) : said
}
