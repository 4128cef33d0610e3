import type { Operand } from './document.ts'
import type { Fact, FactType } from './fact.ts'
import type { OperandKind } from './operator.ts'

/** What a comparison's value should have been (kinds or exact values), or null when it fits. */
export function misfit(kind: OperandKind, type: FactType, fact: Fact, value: Operand): readonly string[] | null {
  switch (kind) {
    case 'true':
      return value === true ? null : ['true']
    case 'text':
      return typeof value === 'string' ? null : ['string']
    case 'words':
      return typeof value === 'string' || isListOf('string', fact, value) ? null : ['words']
    case 'element':
      return typeof value === 'string' ? null : ['string']
    case 'list':
      if (isListOf(type, fact, value)) return null
      return fact.type === 'enum' ? namesOf(fact) : [type === 'number' ? 'number-list' : 'string-list']
    case 'same':
      // A fact may be compared with null to ask whether it is empty.
      if (value === null || isOf(type, fact, value)) return null
      return fact.type === 'enum' ? namesOf(fact) : [type]
  }
}

const namesOf = (fact: Fact): readonly string[] => fact.values?.map((one) => one.value) ?? []

const isListOf = (type: FactType, fact: Fact, value: Operand): boolean =>
  Array.isArray(value) && value.every((item) => isOf(type, fact, item))

function isOf(type: FactType, fact: Fact, value: unknown): boolean {
  switch (type) {
    case 'enum':
      return typeof value === 'string' && namesOf(fact).includes(value)
    case 'datetime':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/u.test(value) && !Number.isNaN(Date.parse(value))
    case 'number':
    case 'boolean':
      return typeof value === type
    default:
      return typeof value === 'string'
  }
}
