import type { Comparison, Fact, Operand, Operator } from '@faladesk/rules'

/** The part of JSON Schema that action parameters use. */
export interface ParamSchema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly ParamSchema[]
  readonly items?: ParamSchema
  readonly properties?: Readonly<Record<string, ParamSchema>>
  readonly required?: readonly string[]
  readonly minProperties?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly title?: string
  readonly description?: string
}

/** Parameters for an action just chosen: what it requires, empty. */
export function freshParams(schema: object): Record<string, unknown> {
  const { properties = {}, required = [] } = schema as ParamSchema
  return Object.fromEntries(required.map((name) => [name, freshOf(properties[name] ?? {})]))
}

function freshOf(schema: ParamSchema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum.includes('normal') ? 'normal' : schema.enum[0]
  if (schema.anyOf) return freshOf(schema.anyOf[0] ?? {})
  if (schema.type === 'array') return []
  if (schema.type === 'number' || schema.type === 'integer') return schema.minimum ?? 0
  if (schema.type === 'boolean') return false
  return schema.type === 'object' ? freshParams(schema) : ''
}

/** A value to begin with for a fact and an operator; the one there was, where it fits. */
export function freshOperand(fact: Fact, operator: Operator, before?: Operand): Operand {
  switch (operator.operand) {
    case 'true':
      return true
    case 'words':
      return listOf(before).filter((item) => typeof item === 'string')
    case 'text':
    case 'element':
      return firstText(before)
    case 'list':
      return listOf(before).filter((item) => fits(fact, item))
    case 'same':
      return sameAs(fact, before)
  }
}

function sameAs(fact: Fact, before: Operand | undefined): Operand {
  const first = Array.isArray(before) ? (before as readonly (string | number | boolean)[])[0] : before
  if (first !== undefined && first !== null && typeof first !== 'object' && fits(fact, first)) return first
  if (fact.type === 'boolean') return true
  if (fact.type === 'number') return 0
  if (fact.type === 'enum') return fact.values?.[0]?.value ?? ''
  return fact.type === 'datetime' ? '' : firstText(before)
}

/** Whether a plain value is of a fact's type. */
export function fits(fact: Fact, value: unknown): boolean {
  if (fact.type === 'number') return typeof value === 'number'
  if (fact.type === 'boolean') return typeof value === 'boolean'
  if (fact.type === 'enum') return fact.values?.some((one) => one.value === value) ?? false
  return fact.type === 'object' || typeof value === 'string'
}

const listOf = (value: Operand | undefined): readonly (string | number | boolean)[] =>
  Array.isArray(value)
    ? (value as readonly (string | number | boolean)[])
    : value === undefined || value === null || value === '' || typeof value === 'object' || typeof value === 'boolean'
      ? []
      : [value as string | number]

const firstText = (value: Operand | undefined): string => {
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : ''
}

/** A comparison of another fact, keeping of the old one what still fits. */
export function aboutFact(before: Comparison, fact: Fact, operators: readonly Operator[]): Comparison {
  const operator = operators.find(({ name }) => name === before.operator) ?? operators[0]
  const { path: _path, ...rest } = before
  const value = operator ? freshOperand(fact, operator, before.value) : before.value
  const next = { ...rest, fact: fact.name, operator: operator?.name ?? 'isPresent', value }
  return fact.type === 'object' ? { ...next, path: before.path ?? '$.campo' } : next
}
