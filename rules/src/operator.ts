import type { FactType } from './fact.ts'
import type { Text } from './text.ts'

/**
 * What an operator's `value` must be: `same` as the fact's own type, a `list` of it, one `element` of a list fact,
 * `words` (a phrase or a list of phrases), a `text`, or just `true`.
 */
export type OperandKind = 'same' | 'list' | 'element' | 'words' | 'text' | 'true'

/** A comparison a rule may make; `label` and `negated` read between a fact and a value. */
export interface Operator {
  readonly name: string
  /** Fact types it is offered for. */
  readonly types: readonly FactType[]
  readonly operand: OperandKind
  readonly label: Text
  readonly negated: Text
  /** Strict: anything but `true` counts as false. May throw; the rule is then set apart, not the document. */
  test(actual: unknown, expected: unknown): boolean
}

/** Fact types with one plain value. */
export const SCALARS: readonly FactType[] = ['string', 'number', 'boolean', 'enum', 'datetime']
