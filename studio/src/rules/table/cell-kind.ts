import { CATALOGUE, type Fact, type Lane, type Locale, type Operator, operatorParts, type Rule } from '@faladesk/rules'
import { ourCatalogue } from '../../lib/catalogue.ts'
import type { Column } from './columns.ts'

/** What a cell may hold. `text` may offer choices; `choice` allows nothing else; `json` is for what has no simpler form. */
export interface CellKind {
  readonly type: 'text' | 'number' | 'boolean' | 'choice' | 'list' | 'date' | 'guess' | 'json'
  readonly choices?: readonly Choice[]
}

/** A value with the words people know it by. */
export interface Choice {
  readonly value: string
  readonly label: string
}

/** Where the words and names of a table come from. */
export interface Vocabulary {
  readonly locale: Locale
  readonly names: Readonly<Partial<Record<string, readonly Choice[]>>>
}

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}

/** What a column's cell in a rule's row may hold; null where the rule's action has no such parameter. */
export function kindOf(column: Column, rule: Rule, words: Vocabulary): CellKind | null {
  switch (column.kind) {
    case 'name':
      return { type: 'text' }
    case 'action':
      return { type: 'choice', choices: actionsOf(rule.lane, words.locale) }
    case 'condition':
      return conditionKind(column, words)
    case 'param':
      return paramKind(column.param, rule, words)
  }
}

/** The actions of a lane by name. */
export const actionsOf = (lane: Lane, locale: Locale): readonly Choice[] =>
  [...CATALOGUE.actions.values()]
    .filter((action) => action.lane === lane)
    .map(({ type, label }) => ({ value: type, label: label[locale] }))

/** The parameters an action takes; null for an action this Studio does not know, which may take any. */
export function paramsOf(type: string): Readonly<Record<string, Schema>> | null {
  const action = CATALOGUE.actions.get(type)
  return action ? ((action.params as { properties?: Record<string, Schema> }).properties ?? {}) : null
}

/** Whether an action cannot do without a parameter. */
export const isRequired = (type: string, param: string): boolean =>
  ((CATALOGUE.actions.get(type)?.params as { required?: string[] } | undefined)?.required ?? []).includes(param)

function conditionKind(column: Column & { kind: 'condition' }, words: Vocabulary): CellKind {
  const { decorators, base } = operatorParts(column.operator)
  const fact = ourCatalogue().facts.get(column.fact)
  const operator = ourCatalogue().operators.get(base)
  // What a decorator makes of a value is for those who wrote it by hand.
  if (!operator || decorators.some((name) => name !== 'not')) return { type: 'json' }
  return operandKind(operator, column.path === undefined ? fact : undefined, words)
}

function operandKind(operator: Operator, fact: Fact | undefined, { locale, names }: Vocabulary): CellKind {
  const choices = fact?.values?.map(({ value, label }) => ({ value, label: label[locale] })) ?? names[fact?.name ?? '']
  const offered = choices ? { choices } : {}
  switch (operator.operand) {
    case 'true':
      return { type: 'boolean' }
    case 'words':
      return { type: 'list' }
    case 'list':
      return { type: 'list', ...offered }
    case 'text':
    case 'element':
      return { type: 'text', ...offered }
    case 'same':
      if (operator.types.every((type) => type === 'number' || type === 'datetime') && fact === undefined)
        return { type: 'number' }
      if (fact === undefined || fact.type === 'object') return { type: 'guess' }
      if (fact.type === 'enum') return { type: 'choice', ...offered }
      if (fact.type === 'number' || fact.type === 'boolean') return { type: fact.type }
      return fact.type === 'datetime' ? { type: 'date' } : { type: 'text', ...offered }
  }
}

function paramKind(param: string, rule: Rule, { locale, names }: Vocabulary): CellKind | null {
  const params = paramsOf(rule.event.type)
  if (params === null) return { type: 'json' }
  const schema = Object.hasOwn(params, param) ? params[param] : undefined
  if (schema === undefined) return null
  if (schema.enum)
    return { type: 'choice', choices: schema.enum.map((one) => labelled(String(one), param, rule, locale)) }
  if (schema.type === 'array') return { type: 'list' }
  if (schema.anyOf) return { type: 'guess' }
  if (schema.type === 'number' || schema.type === 'integer') return { type: 'number' }
  if (schema.type === 'boolean') return { type: 'boolean' }
  const choices = names[param]
  return schema.type === 'string' ? { type: 'text', ...(choices ? { choices } : {}) } : { type: 'json' }
}

// `priority: {value: "high"}` and `escalate: {priority: "high"}` both speak of the same fact.
function labelled(value: string, param: string, { event }: Rule, locale: Locale): Choice {
  const about = param === 'value' ? event.type : param
  const fact = about === 'priority' ? 'conversation.priority' : about === 'status' ? 'conversation.state' : ''
  const known = ourCatalogue()
    .facts.get(fact)
    ?.values?.find((one) => one.value === value)
  return { value, label: known?.label[locale] ?? value }
}
